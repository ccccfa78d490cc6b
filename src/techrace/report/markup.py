"""The pieces of markup that several sections write."""

from __future__ import annotations

from collections.abc import Iterable

from techrace.report.words import Words


def table(label: Words, head: str, rows: Iterable[str], *, ident: str = "", tall: bool = False) -> str:
    """Write a table that scrolls by itself where it has no room.

    Args:
        label: What it is, for those who do not see it.
        head: Finished header cells.
        rows: Finished rows.
        ident: Its id in the page.
        tall: Whether it scrolls downwards too.
    """
    name = f' id="{ident}"' if ident else ""
    room = f'class="scroll{" tall" if tall else ""}" tabindex="0" role="group"'
    return (
        f"<div {room} {label.attributes('aria-label', 'en')}>"
        f"<table{name}><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def heads(*texts: Words) -> str:
    """Write header cells."""
    return "".join(f'<th scope="col">{text.html()}</th>' for text in texts)


def folded(summary: Words, content: str, attributes: str = "") -> str:
    """Fold away what is there on demand."""
    return f"<details{attributes}><summary>{summary.html()}</summary>{content}</details>"
