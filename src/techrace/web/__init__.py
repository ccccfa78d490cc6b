"""The workshop server: teams in a browser. It holds no truth; what must survive is an event of a session."""
