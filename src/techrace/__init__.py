"""techrace: a strategy game and simulator of the technology race between states."""

__version__ = "0.1.0"
