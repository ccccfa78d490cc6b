"""Read what is written on the command line as ``name=value``, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable

from techrace.errors import InputError, shown


def pairs(option: str, written: Iterable[str], form: str) -> dict[str, str]:
    """Read ``name=value`` options.

    Args:
        option: The option, for the complaint.
        written: What the user wrote.
        form: How it should look, for the complaint.

    Raises:
        InputError: Something has no ``=``, or a name is given twice.
    """
    found: dict[str, str] = {}
    problems = []
    for text in written:
        name, equals, value = text.partition("=")
        name, value = name.strip(), value.strip()
        if not (equals and name and value):
            problems.append(f"{option} {shown(text).strip(chr(39))}: is not {form}")
        elif name in found:
            problems.append(f"{option} {text}: {name} is given twice, {found[name]} before")
        else:
            found[name] = value
    if problems:
        raise InputError(problems)
    return found


def numbers(option: str, written: Iterable[str], form: str) -> dict[str, float]:
    """Read ``name=number`` options.

    Raises:
        InputError: Something is not a number.
    """
    found: dict[str, float] = {}
    problems = []
    for name, value in pairs(option, written, form).items():
        try:
            found[name] = float(value)
        except ValueError:
            problems.append(f"{option} {name}={value}: {shown(value)} is not a number; write {form}")
    if problems:
        raise InputError(problems)
    return found
