"""What a terminal can show: widths, colours, paths."""

import io

import pytest

from techrace.cli.screen import Screen, screen_of


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("한국", 4), ("▁▂", 2), ("e\N{COMBINING ACUTE ACCENT}", 1), ("\x1b[1mab\x1b[0m", 2)]
)
def test_cells(text, cells):
    assert Screen().cells(text) == cells


def test_pad_and_cut_count_cells():
    screen = Screen()
    assert screen.pad("한국", 6) == "한국  "
    assert screen.pad("7", 3, right=True) == "  7"
    assert screen.cells(screen.cut("고대역폭메모리", 7)) <= 7
    assert screen.cut("short", 7) == "short"


def test_wrap_keeps_words_whole():
    assert Screen().wrap("one two three", 7) == ["one two", "three"]
    assert Screen().wrap("toolongforit", 5) == ["toolongforit"]


def test_a_path_runs_from_low_to_high():
    assert Screen().spark([0, 0.25, 0.5, 0.75, 1]) == "▁▂▄▆▇"
    assert Screen(plain=True).spark([0, 0.25, 0.5, 0.75, 1]) == "02579"


def test_columns_end_together():
    assert Screen().table([["a", "1"], ["bb", "22"]], right=(1,)) == ["a    1", "bb  22"]


def test_a_second_block_stands_beside_the_first_where_it_fits():
    assert Screen(width=120).beside(["left"], ["right"]) == ["left" + " " * 80 + "right"]
    assert Screen(width=80).beside(["left"], ["right"]) == ["left", "", "right"]


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({}, False)],
)
def test_colour_only_where_it_is_wanted(environment, colour):
    assert screen_of(Terminal(), environment).colour is colour
    assert not screen_of(io.StringIO(), {"TERM": "xterm"}).colour


def test_characters_of_uncertain_width_are_avoided_in_east_asia():
    assert screen_of(Terminal(), {"LANG": "ko_KR.UTF-8"}).plain
    assert not screen_of(Terminal(), {"LANG": "en_US.UTF-8"}).plain
    assert Screen(plain=True).shown(["−4 → 5–6 · 7"]) == "-4 -> 5~6 / 7"
    assert Screen(plain=True).cells("16 → 11") == len("16 -> 11"), "laid out as it is shown"


def test_names_cannot_steer_the_terminal():
    assert Screen().shown(["\x1b[2Jred\x07\x9b1m", "\x1b[1mbold\x1b[0m\r"]) == "[2Jred1m\n\x1b[1mbold\x1b[0m"
