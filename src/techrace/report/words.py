"""Texts in both languages at once: a report embeds both, and the reader switches in the page.

A text is a pair, written side by side, so that neither language can be forgotten. Values may be
pairs themselves. Korean particles follow the last sound of a value: ``{who:이/가}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from string import Formatter
from typing import Any

from techrace.world.schema import Text

LANGUAGES = ("en", "ko")
_CLOSED_DIGITS = "013678"  # read aloud they end in a consonant: 영 일 삼 육 칠 팔
_CLOSED_LETTERS = "LMNR"  # 엘 엠 엔 알


@dataclass(frozen=True)
class Words:
    """One text in English and Korean."""

    en: str
    ko: str

    def html(self) -> str:
        """Write both languages as markup; the style sheet shows the one that the page speaks."""
        if self.en == self.ko:
            return escape(self.en)
        return f'<span lang="en">{escape(self.en)}</span><span lang="ko">{escape(self.ko)}</span>'

    def attributes(self, name: str, lang: str) -> str:
        """Write an attribute that the page's language switch rewrites."""
        now = self.ko if lang == "ko" else self.en
        return f'{name}="{escape(now)}" data-{name}-en="{escape(self.en)}" data-{name}-ko="{escape(self.ko)}"'


class _Korean(Formatter):
    """Formats ``{who:은/는}`` as the value and the particle that its last sound asks for."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "/" not in format_spec:
            return str(super().format_field(value, format_spec))
        closed, open_ = format_spec.split("/")
        return f"{value}{closed if ends_closed(str(value)) else open_}"


_KOREAN = _Korean()


def ends_closed(text: str) -> bool:
    """Tell whether a text ends in a consonant when read aloud in Korean."""
    last = next((c for c in reversed(text) if c.isalnum()), "")
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 != 0
    return last in _CLOSED_DIGITS + _CLOSED_LETTERS if last else False


def say(en: str, ko: str, **values: Words | str | float) -> Words:
    """Fill the same values into both texts.

    Example:
        ``say("{who} leads", "{who:이/가} 앞섭니다", who=name)``
    """
    return Words(
        en.format(**{k: v.en if isinstance(v, Words) else v for k, v in values.items()}),
        _KOREAN.format(ko, **{k: v.ko if isinstance(v, Words) else v for k, v in values.items()}),
    )


def same(text: str) -> Words:
    """Return a text that is written alike in both languages: a code, a name of a file."""
    return Words(text, text)


def of(text: Text) -> Words:
    """Return a world file's text; English stands in for missing Korean."""
    return Words(text.en, text.ko or text.en)
