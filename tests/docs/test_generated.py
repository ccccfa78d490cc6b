"""Pages that are written from the code say what the code says."""

import importlib.util
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def script(name):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_of_results_were_made_with_the_posterior_and_version_that_are_packaged():
    tables = script("tables")
    made_with = f"techrace {tables.techrace.__version__}, posterior {tables.posterior_mark()}."
    for page in ("claims.md", "backtest.md", "validation.md"):
        text = (DOCS / page).read_text(encoding="utf-8")
        stamps = [line for line in text.splitlines() if re.match(r"`techrace [\w -]+`, \d", line)]
        assert stamps
        assert all(line.endswith(made_with) for line in stamps), f"{page}: run python docs/tables.py"


def test_the_odd_page_is_what_the_code_would_write_today():
    odd = script("odd")
    assert (DOCS / "ODD.md").read_text(encoding="utf-8") == odd.page(), "run: python docs/odd.py"


def test_the_picture_in_the_readme_loads_nothing():
    drawn = (DOCS / "pictures" / "run.svg").read_text(encoding="utf-8")
    assert "@font-face" not in drawn
    assert "techrace run --seed 7" in drawn.replace("&#160;", " ")
