"""The terms beside pay of a text: what it asks for, what is given already, what would do instead."""

from __future__ import annotations

from dataclasses import dataclass

from coach.phrasing.terms import called_alike

# The topic of a text's field for a kind of term; any other kind is its own topic.
_TOPICS = {"schedule": "hours", "title": "level", "promotion": "level"}


@dataclass(frozen=True, slots=True)
class Beside:
    """`asked` are (kind, the term as a thing), `given` what they give, `instead` what would do in place of an ask;
    `other` are names of terms that the text is silent about. All in the person's words."""

    asked: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def knows(self, words: str) -> bool:
        """Whether words name one of these terms."""
        return any(
            called_alike(words, x) for x in (*(p for _, p in self.asked), *self.given, *self.instead, *self.other)
        )

    @property
    def by_topic(self) -> tuple[tuple[str, str], ...]:
        """What is asked by topic, each once; "in writing" is a wish about the text that follows."""
        out: dict[str, list[str]] = {}
        for kind, phrase in self.asked:
            topic, said = topic_of_kind(kind), "the terms" if kind == "writing" else phrase
            out[topic] = [*(x for x in out.get(topic, ()) if x != said), said]
        return tuple((topic, _joined(said)) for topic, said in out.items())


NOTHING = Beside()


def topic_of_kind(kind: str) -> str:
    """The topic of a kind of term, as texts name it."""
    return _TOPICS.get(kind, kind)


def _joined(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
