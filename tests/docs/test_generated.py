"""Pages that are written from the code say what the code says."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_odd_page_is_what_the_code_would_write_today():
    spec = importlib.util.spec_from_file_location("odd", DOCS / "odd.py")
    assert spec
    assert spec.loader
    odd = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(odd)
    assert (DOCS / "ODD.md").read_text(encoding="utf-8") == odd.page(), "run: python docs/odd.py"


def test_the_picture_in_the_readme_loads_nothing():
    drawn = (DOCS / "pictures" / "run.svg").read_text(encoding="utf-8")
    assert "@font-face" not in drawn
    assert "techrace run --seed 7" in drawn.replace("&#160;", " ")
