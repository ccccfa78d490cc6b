"""The architecture, as tests. Which room may import which is held by ``make check`` (lint-imports)."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "techrace"
FRONTS = {"cli", "terminal", "web"}  # their help may give an example from a shipped world
NOT_ROOMS = {"claims", "docs", "playthroughs", "worlds"}  # folders of tests that mirror no folder of src
HEAVY = (
    "SALib", "altair", "dask", "distributed", "fastapi", "gymnasium", "matplotlib", "mesa", "pandas",
    "pettingzoo", "polars", "rich", "scipy.stats", "sklearn", "solara", "typer", "uvicorn",
)  # fmt: skip


def project_files() -> list[Path]:
    """List the files that belong to the project: those that git would commit."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Read a file; a picture or an archive reads as nothing."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def rule_names() -> set[str]:
    """Name every mechanism; ``turn`` is their order, ``constants`` and ``renewal`` what they share."""
    names = {path.stem for path in (SOURCE / "rules").glob("*.py")}
    return {name for name in names if not name.startswith("_")} - {"turn", "constants", "renewal"}


# ---------------------------------------------------------------- imports


def test_import_is_light():
    """A notebook, a completion and a worker of a sweep pay for what they use and no more."""
    code = "import sys, techrace; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code, *HEAVY], check=True, capture_output=True, text=True)
    assert run.stdout.split() == []


def test_import_leaves_the_process_alone():
    """Importing prints nothing, warns of nothing and starts no thread."""
    code = "import threading, techrace; assert threading.active_count() == 1"
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


# ---------------------------------------------------------------- rules


def test_every_rule_is_in_the_order_of_play():
    turn = importlib.import_module("techrace.rules.turn")
    order = [rule.__name__.rpartition(".")[2] for rule in turn.ORDER]
    assert sorted(order) == sorted(rule_names()), "one file a mechanism, one line in rules/turn.py, each once"


@pytest.mark.parametrize("name", sorted(rule_names()))
def test_every_rule_has_its_own_tests(name):
    """The contract tests what all rules promise; a rule's own file tells what this one does."""
    assert (ROOT / "tests" / "rules" / f"test_{name}.py").is_file()


# ---------------------------------------------------------------- the tree


def test_tests_mirror_the_source():
    folders = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("*.py"))}
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    assert folders - NOT_ROOMS <= rooms


def words_in_code(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every name and string of a module with its line, without comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                node.value.value = None  # a docstring; walk() visits parents first
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
                yield node.lineno, word
            case ast.FunctionDef(name=word) | ast.ClassDef(name=word) | ast.keyword(arg=str(word)):
                yield node.lineno, word
            case ast.Constant(value=str(word)):
                yield node.lineno, word


def test_code_knows_no_country():
    """What makes a state special is an attribute in a world file, so 1976 plays by the rules of 2025."""
    names = set()
    for world in (SOURCE / "worlds").glob("*.yaml"):
        said = yaml.safe_load(world.read_text(encoding="utf-8"))
        for key, spec in {**said["states"], **said.get("regions", {})}.items():
            names |= {key, spec["name"]["en"]}
    names = {name for name in names if len(name) > 3}  # "us" is also a word
    pattern = re.compile(rf"(?<![a-z])({'|'.join(map(re.escape, sorted(names)))})(?![a-z])", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in FRONTS
        for line, word in words_in_code(path)
        if names and pattern.search(word)
    ]
    assert found == []


def test_no_file_names_a_place_on_somebodys_machine():
    pattern = re.compile(r"(?<![\w.~*}:/-])/(?:home|Users|root|work|opt|mnt|private)/\w|\b[A-Z]:\\Users\\")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_links_between_documents_lead_somewhere():
    found = []
    for path in project_files():
        if path.suffix == ".md":
            prose = re.sub(r"^```.*?^```", "", text_of(path), flags=re.MULTILINE | re.DOTALL)
            targets = re.findall(r"\]\((?![a-z]+:|#)([^)\s#]+)", prose)
            found += [f"{path.relative_to(ROOT)}: {to}" for to in targets if not (path.parent / to).exists()]
    assert found == []


def test_version_is_the_same_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == version
    assert getattr(importlib.import_module("techrace"), "__version__", version) == version
