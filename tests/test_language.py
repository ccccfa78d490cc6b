"""Two languages that say the same, and numbers as readers expect them."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from techrace.errors import InputError, placed, unknown
from techrace.language import LANGUAGES, language, sentence, spoken_here

SOURCE = Path(__file__).resolve().parents[1] / "src" / "techrace"


def written(*, but=()):
    """Return all code of the fronts, Python and JavaScript, but what others wrote."""
    paths = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.js")]
    return "\n".join(
        path.read_text(encoding="utf-8") for path in paths if "vendor" not in path.parts and path.stem not in but
    )


def catalogue(code):
    text = (files("techrace") / "texts" / f"{code}.ftl").read_text(encoding="utf-8")
    return FluentParser().parse(text).body


def messages(code):
    return {entry.id.name: entry for entry in catalogue(code) if isinstance(entry, ast.Message)}


def variables(entry):
    found = set()

    def walk(node):
        if isinstance(node, ast.VariableReference):
            found.add(node.id.name)
        for value in vars(node).values():
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, ast.BaseNode):
                    walk(inner)

    walk(entry)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_catalogues_are_well_formed(code):
    assert [entry.content for entry in catalogue(code) if isinstance(entry, ast.Junk)] == []
    names = [entry.id.name for entry in catalogue(code) if isinstance(entry, ast.Message)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_both_languages_have_all_messages():
    assert sorted(messages("en")) == sorted(messages("ko"))


def test_no_message_needs_a_value_that_the_other_language_does_not_know():
    english, korean = messages("en"), messages("ko")
    assert {name for name in english if not variables(korean[name]) <= variables(english[name])} == set()


def test_every_message_is_used():
    code = written()
    begun = set(re.findall(r"""f["']([a-z-]+-)\{|`([a-z-]+-)\$\{""", code))
    begun = {python or javascript for python, javascript in begun}
    quoted = set(re.findall(r"""["'`]([\w-]+)(?=["'`])""", code))
    unused = [name for name in messages("en") if name not in quoted and not any(name.startswith(p) for p in begun)]
    assert unused == []


def test_every_message_that_is_asked_for_exists():
    code = written(but=["language"])
    asked = set(re.findall(r"""\btell\(\s*"([a-z][a-z0-9-]+)\"""", code))
    assert asked
    assert sorted(asked - set(messages("en"))) == []


def test_a_missing_message_or_value_is_a_fault():
    with pytest.raises(LookupError, match="no-such-message"):
        language("en")("no-such-message")
    with pytest.raises(LookupError, match="run-saved"):
        language("en")("run-saved")


@pytest.mark.parametrize(
    "said",
    [
        unknown("lever", "tarif", ["tariff", "open"]), unknown("state", "x", ["north"]), unknown("name", "x", []),
        unknown("figure", "x", [f"figure{i}" for i in range(30)]), placed("orders.open", sentence("error-one-number")),
        placed("--as", unknown("seat", "x", ["north"])),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_every_language(said):
    """The English of the code is that of the catalogue, and the Korean has no English left but names."""
    values = {k: str(v) for k, v in said.values.items()}
    assert language("en")(said.message, **values) == said == language("en").say(said)
    korean = language("ko").say(said)
    assert re.search("[\uac00-\ud7a3]", korean)
    assert not re.search("unknown|allowed|mean|takes|none is", korean)
    assert InputError([said]).problems[0].message == said.message


def test_a_sentence_without_a_message_stays_as_it_is():
    assert language("ko").say("plain words") == "plain words"


def test_unknown_language():
    with pytest.raises(InputError, match="unknown language 'fr'; allowed are en, ko"):
        language("fr")


@pytest.mark.parametrize(
    ("environment", "code"),
    [({}, "en"), ({"LANG": "ko_KR.UTF-8"}, "ko"), ({"LANG": "fr_FR"}, "en"), ({"LC_ALL": "C", "LANG": "ko_KR"}, "en")],
)
def test_the_locale_chooses(environment, code):
    assert spoken_here(environment) == code


@pytest.mark.parametrize(
    ("write", "value", "english", "korean"),
    [
        ("money", 2.94, "$2.9 tn", "2.9조 달러"),
        ("money", 0.0094, "$9.4 bn", "94억 달러"),
        ("money", 0.00064, "$640 m", "6억 달러"),
        ("points", -0.07, "−7 points", "−7%p"),
        ("points", 0.0004, "0 points", "0%p"),
        ("change", 3.4, "+3", "+3"),
        ("change", -0.2, "0", "0"),
        ("percent", 0.745, "74%", "74%"),
        ("chance", 0.004, "< 1%", "1% 미만"),
        ("chance", 0.999, "> 99%", "99% 초과"),
        ("number", -1234.0, "−1,234", "−1,234"),
    ],
)
def test_numbers(write, value, english, korean):
    assert getattr(language("en"), write)(value) == english
    assert getattr(language("ko"), write)(value) == korean


@pytest.mark.parametrize(
    ("date", "years", "english", "korean"),
    [
        (2027.5, 0.5, "H2 2027", "2027년 하반기"),
        (2027.0, 0.5, "H1 2027", "2027년 상반기"),
        (2027.75, 0.25, "Q4 2027", "2027년 4분기"),
        (1976.0, 1.0, "1976", "1976년"),
    ],
)
def test_periods(date, years, english, korean):
    assert language("en").period(date, years) == english
    assert language("ko").period(date, years) == korean


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("한국", "한국이 시작"),
        ("중국 진영", "중국 진영이 시작"),
        ("러시아", "러시아가 시작"),
        ("고대역폭메모리(HBM)", "고대역폭메모리(HBM)가 시작"),
        ("HBM", "HBM이 시작"),
        ("EU", "EU가 시작"),
    ],
)
def test_korean_particles_follow_the_sound(name, sentence):
    from techrace.language import _particle

    assert f"{_particle(name, '이/가')} 시작" == sentence


def test_the_particle_of_direction_takes_a_liquid_for_a_vowel():
    from techrace.language import _particle

    assert _particle("서울", "으로/로") == "서울로"
    assert _particle("달러", "으로/로") == "달러로"
    assert _particle("대만", "으로/로") == "대만으로"


def test_english_articles():
    from techrace.language import _the

    assert _the("Union") == "the Union"
    assert _the("Alder Island") == "Alder Island"


def test_english_stands_in_for_what_is_not_translated():
    class Name:
        en, ko = "Alder", ""

    assert language("ko").text(Name()) == "Alder"
