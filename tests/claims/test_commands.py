"""The two commands as a user meets them."""

import json

import pytest

from techrace.cli import main


def run(capsys, *arguments):
    try:
        main(list(arguments))
        code = 0
    except SystemExit as end:
        code = end.code or 0
    out, err = capsys.readouterr()
    return code, out, err


def test_claims_print_a_table(capsys):
    code, out, _ = run(capsys, "claims", "trust-is-spent", "--worlds", "32", "--workers", "1", "--lang", "en")
    assert code == 0
    assert "supported" in out
    assert "What turns it round" in out
    assert max(map(len, out.splitlines())) <= 120


def test_claims_in_korean_as_a_page(capsys, tmp_path):
    page = tmp_path / "claims.html"
    code, out, _ = run(
        capsys,
        "claims",
        "trust-is-spent",
        "--quick",
        "--worlds",
        "16",
        "--workers",
        "1",
        "--lang",
        "ko",
        "--html",
        str(page),
    )
    assert code == 0
    assert "지지" in out
    assert 'lang="ko"' in page.read_text(encoding="utf-8")


def test_claims_as_data(capsys):
    code, out, _ = run(capsys, "claims", "trust-is-spent", "--quick", "--worlds", "16", "--workers", "1", "--json")
    assert code == 0
    assert json.loads(out)["claims"][0]["id"] == "trust-is-spent"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "trust-is-spend"], "did you mean 'trust-is-spent'"),
        (["claims", "--uncertainty", "all"], "allowed are none, declared, calibrated"),
        (["claims", "--file", "nowhere.yaml"], "nowhere.yaml"),
        (["claims", "--html", "nowhere/page.html"], "name a file in a folder that exists"),
        (["levers", "--strength", "--seat", "koera"], "did you mean 'korea'"),
        (["levers", "--strength", "--html", "."], "name a file in a folder that exists"),
        (["levers", "--strength", "--uncertainty", "calibratd"], "did you mean 'calibrated'"),
        (["levers", "--seat", "korea"], "--seat: does nothing here; it needs --strength"),
        (["levers", "securitize"], "did you mean 'securitise'"),
    ],
)
def test_mistakes_end_with_two(capsys, arguments, said):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err


MINE = """
claims:
  - id: mine
    says: {{en: Mine.}}
    control: {{orders: {{us: {{sanction: {{china: 0.1}}}}}}}}
    treatment: {{orders: {treatment}}}
    rule: currency
    null: {{set: {{currency.sanctions: 0}}}}
    falsified: {{en: Not so.}}
    outcomes: [{{id: trust, name: {{en: Trust}}, {what}, expected: "-", smallest: 0.1}}]
"""


@pytest.mark.parametrize(
    ("treatment", "what", "said"),
    [
        ("{usa: {open: 1}}", "figure: trust, turn: 8", "claims mine, treatment: orders: unknown state 'usa'"),
        (
            "{us: {open: 9}}",
            "figure: trust, turn: 8",
            "claims mine, treatment: orders of us: open: 9 is outside 0 to 1",
        ),
        ("{eu: {sanction: {china: 1}}}", "figure: trust, turn: 8", "eu may not use this; it would change nothing"),
        ("{us: {open: 1}}", "figure: truts, turn: 8", "claims mine, control: outcome 'truts'"),
        ("{us: {open: 1}}", "figure: trust, turn: 8, since: 9", "since 9 is not before turn 8"),
    ],
)
def test_a_file_of_ones_own_is_checked_before_it_is_played(capsys, tmp_path, treatment, what, said):
    book = tmp_path / "mine.yaml"
    book.write_text(MINE.format(treatment=treatment, what=what), encoding="utf-8")
    code, out, err = run(capsys, "claims", "--file", str(book), "--workers", "1")
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_what_is_wrong_is_said_in_the_language_of_the_system(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "여기서는 아무 일도 하지 않습니다" in run(capsys, "levers", "--seat", "korea")[2]
    assert "does nothing here" in run(capsys, "levers", "--seat", "korea", "--lang", "en")[2]


def test_a_file_without_claims_is_refused(capsys, tmp_path):
    book = tmp_path / "mine.yaml"
    book.write_text("claims: []\n", encoding="utf-8")
    assert "there are no claims in it" in run(capsys, "claims", "--file", str(book))[2]


def test_levers_are_pushed(capsys, tmp_path):
    page = tmp_path / "levers.html"
    code, out, _ = run(
        capsys, "levers", "--strength", "spend_social", "--seat", "korea", "--worlds", "16", "--turns", "8",
        "--workers", "1", "--html", str(page),
    )  # fmt: skip
    assert code == 0
    assert "spend_social" in out
    assert page.read_text(encoding="utf-8").startswith('<!doctype html><html lang="en">')


def test_levers_are_pushed_in_korean_with_constants_as_history_has_them(capsys, tmp_path):
    page = tmp_path / "levers.html"
    few = ("invite", "broker", "--seat", "japan", "--worlds", "16", "--turns", "4", "--workers", "1")
    code, out, _ = run(
        capsys, "levers", "--strength", *few, "--uncertainty", "calibrated", "--lang", "ko", "--html", str(page)
    )
    assert code == 0
    said = "일본, broker: 움직여야 할 것을 하나도 움직이지 못한다."
    assert said in " ".join(out.split())
    assert said in page.read_text(encoding="utf-8")


def test_levers_are_listed(capsys):
    code, out, _ = run(capsys, "levers")
    assert code == 0
    assert "fund_doubling" in out
    code, out, _ = run(capsys, "levers", "join", "--lang", "ko")
    assert "블록에" in out
    assert "detente" not in out


def test_a_horizon_that_is_cut_is_told(capsys):
    arguments = ("claims", "trust-is-spent", "--quick", "--worlds", "16", "--workers", "1", "--turns", "3")
    assert "[cut: turn 3]" in run(capsys, *arguments, "--lang", "en")[1]
    assert "[3턴까지만]" in run(capsys, *arguments, "--lang", "ko")[1]
