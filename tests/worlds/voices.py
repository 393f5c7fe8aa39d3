"""The messages that people of several voices wrote, with slots for {company}, {role} and {place}."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def voices() -> tuple[str, ...]:
    """All messages, each once."""
    return tuple(dict.fromkeys(line for file in sorted(_HERE.glob("voice_*.txt")) for line in _lines(file)))


def first_questions() -> tuple[str, ...]:
    """The messages that name one company and one role, and say which of both is meant without anything said before."""
    left_out = set(_lines(_HERE / "left_out.txt"))
    return tuple(
        line for line in voices() if line.count("{company}") == line.count("{role}") == 1 and line not in left_out
    )


def about_no_company() -> tuple[str, ...]:
    """The messages that name no company at all."""
    return tuple(line for line in voices() if "{company}" not in line)


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
