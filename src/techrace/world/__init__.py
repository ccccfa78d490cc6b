"""What a world is: its schema, and how a file becomes one."""
