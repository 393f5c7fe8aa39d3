"""phrasing/{coaching,circumstances}.yaml -> sentences: each key's ways are taken in turn, so that nothing is said twice
in a talk."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from index.shipped import shipped_yaml

_FILES = ("coaching.yaml", "circumstances.yaml")


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    texts = ((files("coach.phrasing") / name).read_text(encoding="utf-8") for name in _FILES)
    return {key: tuple(ways) for text in texts for key, ways in shipped_yaml(text).items()}


_NEEDED = ("gap", "ask", "now", "worth", "at", "deeds")  # a sentence around one of these says nothing without it
_FIELD = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z{“])")


def _without_unknown(words: str, fields: dict[str, str]) -> str:
    """The words without the sentences whose figure is not known."""
    empty = [f"{{{name}}}" for name in _NEEDED if fields.get(name) == ""]
    return " ".join(s for s in _SENTENCE.split(words) if not any(e in s for e in empty))


def sayings_of(key: str) -> tuple[str, ...]:
    """Every way to say this."""
    return _ways()[key]


def says(key: str) -> bool:
    """Whether there are words for this."""
    return key in _ways()


class Sayings:
    """Sentences by key. `shown` counts what was said before in the talk; `said` is what this reply adds."""

    def __init__(self, shown: tuple[str, ...] = ()) -> None:
        """Begin a reply in a talk in which `shown` keys were said."""
        self.shown = list(shown)
        self.said: list[str] = []

    def say(self, key: str, **fields: str) -> str:
        """One way to say it, another one than last time; KeyError for a key that has no words."""
        ways = _ways()[key]
        at = (self.shown + self.said).count(key) % len(ways)
        self.said.append(key)
        return _without_unknown(ways[at], fields).format(**fields)

    def fields(self, key: str) -> frozenset[str]:
        """The fields that the next way to say it has."""
        ways = _ways()[key]
        return frozenset(_FIELD.findall(ways[(self.shown + self.said).count(key) % len(ways)]))

    def spent(self, key: str) -> bool:
        """Whether every way to say it was used in this talk."""
        return (self.shown + self.said).count(key) >= len(_ways()[key])
