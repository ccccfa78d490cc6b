"""Put the shards of a sweep into one folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from techrace.errors import InputError
from techrace.sweep.folder import DESIGN, LOG, POINTS, RUNS, Entry, Folder, differences, write


@dataclass(frozen=True)
class Merged:
    """What came of it."""

    chunks: int
    runs: int
    failures: int
    missing: int  # runs that no shard has


def merge(folders: Sequence[Path], out: Path) -> Merged:
    """Copy the finished chunks of all shards into a new folder.

    Raises:
        InputError: They do not belong to one sweep, or hold different rows for the same chunk.
    """
    if out.exists() and any(out.iterdir()):
        message = f"--out {out}: is not empty; name another folder"
        raise InputError(message)
    parts = [Folder(path) for path in folders]
    manifests = [part.manifest() for part in parts]
    first = manifests[0]
    for path, manifest in zip(folders[1:], manifests[1:], strict=True):
        found = differences(first, manifest)
        found += [
            word
            for key, word in (("size", "the size of chunks"), ("rounds", "the number of replications"))
            if first[key] != manifest[key]
        ]
        if found:
            message = f"{path}: differs from {folders[0]} in {', '.join(found)}; shards of one sweep share them"
            raise InputError(message)
    chosen: dict[int, tuple[Folder, Entry]] = {}
    for part in parts:
        for number, entry in part.done().items():
            other = chosen.get(number)
            if other and other[1].sha256 != entry.sha256:
                message = f"{part.path} and {other[0].path}: hold different rows for chunk {number}"
                raise InputError(message)
            chosen[number] = (part, entry)
    whole = Folder(out)
    (out / RUNS).mkdir(parents=True, exist_ok=True)
    for name in (DESIGN, POINTS):
        shutil.copyfile(parts[0].path / name, out / name)
    for number, (part, _) in chosen.items():
        shutil.copyfile(part.file(number), whole.file(number))
    lines = (json.dumps(entry.__dict__) for _, (_, entry) in sorted(chosen.items()))
    write(out / LOG, "".join(f"{line}\n" for line in lines).encode())
    whole.write_manifest({**first, "shard": [1, 1]})
    runs, entries = sum(e.runs for _, e in chosen.values()), [e for _, e in chosen.values()]
    left = first["count"] * first["rounds"][-1] - runs
    return Merged(len(entries), runs, sum(e.failures for e in entries), left)
