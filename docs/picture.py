"""Draw docs/pictures/run.svg: what `techrace run --seed 7` prints, as a picture.

Run: python docs/picture.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

PICTURE = Path(__file__).with_name("pictures") / "run.svg"
LINES = 62  # the screen's first page


def main() -> None:
    """Run the program and save its first page."""
    command = [sys.executable, "-m", "techrace", "run", "--seed", "7", "--lang", "en"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own program
    console = Console(record=True, width=84, file=StringIO(), force_terminal=True)
    console.print(Text("$ techrace run --seed 7\n" + "\n".join(said.splitlines()[:LINES])))
    drawn = console.export_svg(title="techrace")
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), encoding="utf-8")  # no web fonts


if __name__ == "__main__":
    main()
