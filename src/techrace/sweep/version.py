"""Which rules are these? A hash of the source that decides how a game goes, as every worker has it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

_RULES = (
    "rules", "policies", "search", "explain/beliefs.py", "arrays.py", "chance.py", "expressions.py", "feasibility.py",
    "figures.py", "notation.py", "orders.py", "policy.py", "posterior.csv", "posterior.py", "scoring.py",
    "setting.py", "simulate.py", "state.py", "view.py",
)  # fmt: skip
"""What decides how a game goes."""


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Return a fingerprint of the rules that this process plays by (16 hexadecimal digits)."""
    h = sha256()
    root = files("techrace")
    for name in _RULES:
        entry = root / name
        inner = entry.iterdir() if entry.is_dir() else [entry]
        for part in sorted((p for p in inner if p.is_file() and not p.name.endswith(".pyc")), key=lambda p: p.name):
            h.update(part.name.encode())
            h.update(part.read_bytes())
    return h.hexdigest()[:16]
