"""A sweep on disk: a manifest, the points, a file a chunk and a log of finished chunks.

Every file is written beside its place, flushed and renamed, so that a folder is valid at any moment,
also after the machine went dark. A chunk counts as done if the log has its line and the file has the
line's hash.
"""

from __future__ import annotations

import io
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, Field, ValidationError

from techrace import __version__
from techrace.archive.folder import MANIFEST, read_manifest
from techrace.errors import InputError
from techrace.scoring import Par
from techrace.sweep.plan import Plan
from techrace.sweep.play import Played
from techrace.world.loading import hash_of

if TYPE_CHECKING:
    import polars as pl

DESIGN, POINTS, LOG, STATUS, RUNS = (
    "design.yaml", "points.parquet", "chunks.jsonl", "status.json", "runs",
)  # fmt: skip
FORMAT = 1
KIND = "techrace sweep"


@dataclass(frozen=True)
class Entry:
    """A finished chunk: its runs and failures, the hash of its file, the versions of the rules and the worlds."""

    chunk: int
    runs: int
    failures: int
    sha256: str
    rules: str
    worlds: str


_KINDS = {"chunk": int, "runs": int, "failures": int, "sha256": str, "rules": str, "worlds": str}


@dataclass(frozen=True)
class Status:
    """How far a sweep is, for another shell."""

    state: str  # running, stopping, stopped, done, failed
    done: int
    runs: int
    chunks_done: int
    chunks: int
    failures: int
    replications: int
    rate: float  # runs a second
    seconds_left: float | None
    pid: int
    note: str = ""


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def manifest_of(plan: Plan, rules: str) -> dict[str, Any]:
    """Return what a manifest says: plain data for JSON."""
    design = plan.design
    texts = {path: text for r in plan.recipes for path, text in r.files.items()}
    scripts = {p.rpartition(":")[0] for r in plan.recipes for p in r.policies.values() if ".py:" in p}
    texts |= {path: Path(path).read_text(encoding="utf-8") for path in scripts}
    if (table := Path(design.path(design.spec.uncertainty))).is_file():
        texts[str(table)] = table.read_text(encoding="utf-8")
    return {
        "kind": KIND,
        "format": FORMAT,
        "techrace": __version__,
        "rules": rules,
        "design": fingerprint_of(design.text),
        "source": plan.source,
        "base": str(design.base),
        "worlds": worlds_of(plan),
        "inputs": {path: fingerprint_of(text) for path, text in sorted(texts.items())},
        "points": plan.fingerprint(),
        "table": fingerprint(points_table(plan)),
        "count": len(plan.points),
        "factors": [f.name for f in design.factors],
        "turns": design.turns,
        "seed": design.spec.seed,
        "batch": plan.batch,
        "size": plan.size,
        "rounds": list(plan.rounds),
        "shard": list(plan.shard),
        "pars": [None if p is None else {"mean": p.mean.tolist(), "sd": p.sd.tolist()} for p in plan.pars],
        "platform": {"python": platform.python_version(), "numpy": np.__version__, "machine": platform.machine()},
    }


class _Manifest(BaseModel):
    """What of a manifest is relied on."""

    rules: str
    design: str
    source: str
    base: str
    worlds: list[str]
    points: str
    table: str
    count: int = Field(ge=1)
    seed: int
    size: int = Field(ge=1)
    rounds: list[int] = Field(min_length=1)
    shard: list[int] = Field(min_length=2, max_length=2)
    pars: list[dict[str, Any] | None]


def fingerprint_of(text: str) -> str:
    """Return a fingerprint of a text."""
    return sha256(text.encode()).hexdigest()[:16]


def worlds_of(plan: Plan) -> list[str]:
    """Return fingerprints of the worlds that a plan plays, by group."""
    return [hash_of(r.world) for r in plan.recipes]


def worlds_version(worlds: Sequence[str]) -> str:
    """Return one fingerprint of several worlds."""
    return fingerprint_of(" ".join(worlds))


def points_table(plan: Plan) -> pl.DataFrame:
    """Return the points of a plan: their group and their factors by name."""
    import polars as pl

    columns: dict[str, Any] = {
        "point": np.arange(len(plan.points), dtype=np.int32),
        "group": plan.group_of.astype(np.int32),
    }
    for i, factor in enumerate(plan.design.factors):
        values = factor.values(plan.points[:, i])
        columns[factor.name] = values if factor.numeric else [str(v) for v in values]
    return pl.DataFrame(columns)


def fingerprint(table: pl.DataFrame) -> str:
    """Return a fingerprint of a table: of its names, its order and every value, whatever wrote its file."""
    told = sha256()
    for column in table.iter_columns():
        told.update(f"{column.name} {column.dtype}".encode())
        numeric = column.dtype.is_numeric() and not column.null_count()
        told.update(column.to_numpy().tobytes() if numeric else "\0".join(map(repr, column.to_list())).encode())
    return told.hexdigest()[:16]


SAME = ("design", "worlds", "inputs", "points", "turns", "seed", "rules")
"""What must be alike for rows to belong to one sweep."""
_ALIKE = {
    "design": "the design", "worlds": "the world", "inputs": "a policy file or the table of draws",
    "points": "the points (another SciPy?)",
    "turns": "the number of turns", "seed": "the seed", "rules": "the rules of the game",
}  # fmt: skip


def differences(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """Say in what two manifests differ so that their rows do not belong together."""
    return [_ALIKE[key] for key in SAME if a.get(key) != b.get(key)]


def par_of(said: Mapping[str, Any] | None) -> Par | None:
    """Read par back from a manifest."""
    return Par(np.array(said["mean"]), np.array(said["sd"])) if said else None


class Folder:
    """The folder of a sweep."""

    def __init__(self, path: Path) -> None:
        """Name a folder; nothing is touched yet."""
        self.path = path

    @property
    def exists(self) -> bool:
        """Say whether a sweep was begun here."""
        return (self.path / MANIFEST).is_file()

    def begin(self, plan: Plan, rules: str) -> None:
        """Write what is known before the first game."""
        (self.path / RUNS).mkdir(parents=True, exist_ok=True)
        write(self.path / DESIGN, plan.design.text.encode())
        file = io.BytesIO()
        points_table(plan).write_parquet(file)
        write(self.path / POINTS, file.getvalue())
        self.write_manifest(manifest_of(plan, rules))

    def write_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest."""
        write(self.path / MANIFEST, (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())

    def manifest(self) -> dict[str, Any]:
        """Read the manifest.

        Raises:
            InputError: There is none, it is no sweep's, or somebody has changed it.
        """
        found = read_manifest(self.path, "sweep", "techrace sweep", KIND)
        try:
            _Manifest.model_validate(found, strict=True)
        except ValidationError as error:
            wrong = sorted({str(problem["loc"][0]) for problem in error.errors(include_url=False)})
            message = f"{self.path / MANIFEST}: was changed: {', '.join(wrong)} is missing or not what was written"
            raise InputError(message) from None
        return found

    def file(self, chunk: int) -> Path:
        """Return where a chunk lies."""
        return self.path / RUNS / f"{chunk:06d}.parquet"

    def keep(self, chunk: int, runs: int, played: Played, worlds: str) -> Entry:
        """Write a chunk, then its line in the log."""
        write(self.file(chunk), played.content)
        entry = Entry(chunk, runs, len(played.failures), sha256(played.content).hexdigest(), played.rules, worlds)
        self.note(entry)
        return entry

    def note(self, entry: Entry) -> None:
        """Add a line to the log."""
        path = self.path / LOG
        torn = path.is_file() and path.stat().st_size > 0 and path.read_bytes()[-1:] != b"\n"
        with path.open("ab") as file:
            file.write((b"\n" if torn else b"") + (json.dumps(asdict(entry)) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())

    def entries(self) -> dict[int, Entry]:
        """Read the log; a torn line (the last, after a crash) is nothing, the latest line of a chunk counts."""
        path = self.path / LOG
        found: dict[int, Entry] = {}
        if path.is_file():
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, TypeError):
                    entry = Entry(**json.loads(line))
                    if all(type(getattr(entry, name)) is kind for name, kind in _KINDS.items()):
                        found[entry.chunk] = entry
        return found

    def whole(self, entry: Entry) -> bool:
        """Say whether the file of a chunk is what the log says."""
        path = self.file(entry.chunk)
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == entry.sha256

    def done(self) -> dict[int, Entry]:
        """Return the chunks that are finished and whole."""
        return {number: entry for number, entry in self.entries().items() if self.whole(entry)}

    def tidy(self) -> None:
        """Remove what a process that was killed had half written; only who holds the folder may."""
        for part in (*self.path.glob(".*.[0-9]*"), *(self.path / RUNS).glob(".*.[0-9]*")):
            part.unlink()

    def tell(self, status: Status) -> None:
        """Write how far the sweep is."""
        path = self.path / STATUS
        beside = path.with_name(f".{STATUS}.{os.getpid()}")
        beside.write_text(json.dumps(asdict(status), ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(path)

    def files(self, chunks: Sequence[int]) -> list[Path]:
        """Return the files of some chunks, in order."""
        return [self.file(c) for c in sorted(chunks)]

    @contextmanager
    def ours(self) -> Iterator[None]:
        """Hold the folder for this process.

        Raises:
            InputError: Another process is writing into it.
        """
        try:
            import fcntl
        except ImportError:  # not on this system
            yield
            return
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / ".lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                message = f"{self.path}: another sweep is writing into it; see {self.path / STATUS}"
                raise InputError(message) from None
            yield
