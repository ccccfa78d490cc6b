"""A real Chromium, the system's own; without one these tests are skipped at home and fail in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

PHONE, SMALL, DESKTOP, WALL = (390, 844), (360, 740), (1440, 900), (1920, 1080)
SHOTS = os.environ.get("TECHRACE_SHOTS", "")


def chromium() -> str:
    """Return the path of the browser."""
    named = os.environ.get("TECHRACE_CHROMIUM", "")
    found = named or next((p for n in ("chromium", "google-chrome", "chromium-browser") if (p := shutil.which(n))), "")
    if not found:
        message = "no Chromium here; CONTRIBUTING.md names the packages"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


class Browser:
    """Devices of people, each with cookies and a store of its own, and all that their pages complained about."""

    def __init__(self, running: Any) -> None:
        self.running, self.said, self.asked = running, [], []

    def device(self, size: tuple[int, int] = PHONE, lang: str = "en", theme: str = "light", **more: Any) -> Any:
        """Return an empty page of a new device."""
        context = self.running.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=lang,
            color_scheme=theme,
            reduced_motion="reduce",
            **more,
        )
        page = context.new_page()
        page.set_default_timeout(20_000)  # a busy machine is slow, not wrong
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        return page


@contextmanager
def browsing() -> Iterator[Browser]:
    """Open the browser; whatever a page threw fails the test."""
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        browser = Browser(running)
        yield browser
        running.close()
    assert not browser.said, browser.said


def shot(page: Any, name: str) -> None:
    """Keep a picture of a page where somebody asks for pictures."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png")
