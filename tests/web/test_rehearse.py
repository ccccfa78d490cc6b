"""A rehearsal is a real host with real devices, and its sheet is to be believed."""

import json
import subprocess
import sys

import pytest

from techrace.web.rehearse import Sheet, rehearse


def run(*options):
    command = [sys.executable, "-m", "techrace", "rehearse", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)


def test_a_rehearsal_with_programs_says_go():
    done = run("--programs", "--phones", "7", "--turns", "2", "--json")
    assert done.returncode == 0, done.stderr
    sheet = json.loads(done.stdout)
    assert sheet["go"]
    assert {f["name"] for f in sheet["findings"]} == {"joined", "submits", "screens", "back", "log", "replay"}
    assert sheet["devices"] == 7


@pytest.mark.slow
def test_a_rehearsal_with_pages_in_a_browser_says_go():
    from browsers import chromium

    sheet = rehearse(7, 1, lambda _: None, browser=chromium())
    assert sheet.kind == "browser"
    assert sheet.go, sheet.findings


def test_one_bad_finding_is_a_no_go():
    sheet = Sheet(1, "program", 1)
    sheet.note("joined", "1", good=True)
    assert sheet.go
    sheet.note("log", "row 7 was changed", good=False)
    assert not sheet.go


def test_wrong_options_are_named():
    done = run("--phones", "0")
    assert done.returncode == 2
    assert "--phones" in done.stderr
    assert "Traceback" not in done.stderr
