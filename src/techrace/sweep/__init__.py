"""Sweeps: many games by design, on disk, and what they say.

A design file names factors, how to sample them, how often to repeat and which outcomes to keep
(``design``). It becomes points (``sampling``), points become chunks that fit the memory (``plan``),
chunks are played anywhere (``play``, ``engines``) and written whole or not at all (``folder``,
``run``). What a finished folder says is read out of core (``table``) behind a gate (``gate``).
"""

from techrace.sweep.design import Design, is_design, load, packaged
from techrace.sweep.run import Request, sweep

__all__ = ["Design", "Request", "is_design", "load", "packaged", "sweep"]
