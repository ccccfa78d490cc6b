"""Say things in English or Korean: messages from a catalogue, numbers and dates as readers expect them.

Messages stand in ``texts/<language>.ftl`` (Project Fluent) under one name in every language:
``tell = language("ko"); tell("run-saved", folder=...)``. Names of states, layers and events come
from the world file. Numbers are written by the functions of ``Language`` and handed over as text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from techrace.errors import InputError, Sentence, unknown

LANGUAGES = ("en", "ko")
MINUS = "\N{MINUS SIGN}"
_WITH_ARTICLE = {"States", "Union", "Kingdom", "Republic", "Federation", "Emirates", "Islands", "camp"}
_SYLLABLES = range(0xAC00, 0xD7A4)
_FINALS = 28  # final sounds of a Korean syllable, "none" included
_RIEUL = 8
_SAID_WITH_FINAL = dict.fromkeys("mnMN036", 1) | dict.fromkeys("lrLR178", _RIEUL)  # as their names are said


class Bilingual(Protocol):
    """A text of a world file."""

    @property
    def en(self) -> str:
        """English."""
        ...

    @property
    def ko(self) -> str:
        """Korean."""
        ...


@dataclass(frozen=True)
class Language:
    """A language: ``tell("message", name=value)``, and its way with numbers."""

    code: str
    _bundle: Any

    def __call__(self, message: str, **values: str | int) -> str:
        """Return a message of the catalogue with its values filled in.

        Raises:
            LookupError: There is no such message, or a value that it needs is not given.
        """
        if not self._bundle.has_message(message):
            raise LookupError(message)
        text, errors = self._bundle.format_pattern(self._bundle.get_message(message).value, values)
        if errors:
            problem = f"{message} ({self.code}): {errors[0]}"
            raise LookupError(problem)
        return str(text)

    def say(self, sentence: str) -> str:
        """Return a sentence about a mistake in this language; in English if it knows no other."""
        message: str = getattr(sentence, "message", "")
        if self.code == "en" or not message:
            return str(sentence)
        values: Mapping[str, Any] = getattr(sentence, "values", {})
        return self(message, **{k: self.say(v) if isinstance(v, str) else v for k, v in values.items()})

    def text(self, text: Bilingual) -> str:
        """Return a text of a world file; English stands in for what is not translated."""
        return (text.ko or text.en) if self.code == "ko" else text.en

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number, with a true minus."""
        return _signed(f"{value:,.{digits}f}", plus=False)

    def change(self, value: float, digits: int = 0) -> str:
        """Write a change, always with its sign; ``0`` if nothing is left after rounding."""
        return _signed(f"{value:,.{digits}f}", plus=True)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share of one in percent."""
        return f"{self.number(100 * share, digits)}%"

    def chance(self, share: float) -> str:
        """Write a chance in percent; nothing is impossible or certain because no game showed it."""
        match self.code:
            case "ko":
                return "1% 미만" if share < 0.01 else "99% 초과" if share > 0.99 else self.percent(share)
            case _:
                return "< 1%" if share < 0.01 else "> 99%" if share > 0.99 else self.percent(share)

    def points(self, change: float, digits: int = 0) -> str:
        """Write the change of a share in percentage points."""
        unit = "%p" if self.code == "ko" else " points"
        return f"{self.change(100 * change, digits)}{unit}"

    def money(self, trillions: float) -> str:
        """Write an amount given in T$."""
        size = abs(trillions)
        if self.code == "ko":
            if size >= 1:
                return f"{self.number(trillions, 1)}조 달러"
            return f"{self.number(trillions * 1e4)}억 달러"
        if size >= 1:
            return f"${self.number(trillions, 1)} tn"
        if size >= 1e-3:
            return f"${self.number(trillions * 1e3, 0 if size >= 0.1 else 1)} bn"
        return f"${self.number(trillions * 1e6)} m"

    def period(self, date: float, years: float) -> str:
        """Write the period that begins at a date and lasts so many years: ``H2 2027``."""
        year = int(date + 1e-6)
        part = date + 1e-6 - year
        if abs(years - 0.5) < 1e-6:
            half = 1 + int(part * 2)
            return f"{year}년 {'상반기' if half == 1 else '하반기'}" if self.code == "ko" else f"H{half} {year}"
        if abs(years - 0.25) < 1e-6:
            quarter = 1 + int(part * 4)
            return f"{year}년 {quarter}분기" if self.code == "ko" else f"Q{quarter} {year}"
        return f"{year}년" if self.code == "ko" else f"{year}"


@lru_cache(maxsize=len(LANGUAGES))
def language(code: str) -> Language:
    """Return a language by its code.

    Raises:
        InputError: There is no such language.
    """
    if code not in LANGUAGES:
        raise InputError(unknown("language", code, LANGUAGES))
    from fluent.runtime import FluentBundle, FluentResource  # what is never said need not be loaded

    functions: dict[str, Any] = {"PARTICLE": _particle, "THE": _the}
    bundle = FluentBundle([code], functions=functions, use_isolating=False)
    catalogue = (files("techrace") / "texts" / f"{code}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(catalogue))
    return Language(code, bundle)


def sentence(message: str, **values: str | int) -> Sentence:
    """Make an English sentence of the catalogue that can be said in other languages, too."""
    return Sentence(language("en")(message, **values), message, values)


def spoken_here(environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the language that the user's locale asks for; English if it is none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return value[:2] if value[:2] in LANGUAGES else "en"
    return "en"


def _signed(text: str, *, plus: bool) -> str:
    magnitude = text.lstrip("-")
    if not magnitude.strip("0.,"):
        return magnitude.split(".")[0] if plus else magnitude
    if text.startswith("-"):
        return MINUS + magnitude
    return f"+{magnitude}" if plus else magnitude


def _the(name: Any) -> str:
    """Put the English article before a name that is said with one, such as a union's."""
    return f"the {name}" if str(name).rpartition(" ")[2] in _WITH_ARTICLE else str(name)


def _particle(word: Any, forms: Any) -> str:
    """Put the Korean particle after a word that its last sound asks for, such as ``이/가`` or ``으로/로``."""
    after_consonant, _, after_vowel = str(forms).partition("/")
    final = _final_sound(str(word).partition("(")[0].strip() or str(word))
    if after_consonant.startswith("으"):
        final = 0 if final == _RIEUL else final  # 로 follows ㄹ as it follows a vowel
    return f"{word}{after_consonant if final else after_vowel}"


def _final_sound(word: str) -> int:
    last = word[-1:]
    if last and ord(last) in _SYLLABLES:
        return (ord(last) - _SYLLABLES[0]) % _FINALS
    return _SAID_WITH_FINAL.get(last, 0)
