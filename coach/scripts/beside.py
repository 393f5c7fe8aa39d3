"""The terms beside pay of a text: what it asks for, what is given already, what would do instead."""

from __future__ import annotations

from dataclasses import dataclass

from coach.phrasing.terms import called_alike, is_adjunct

# The topic of a text's field for a kind of term; any other kind is its own topic.
_TOPICS = {"schedule": "hours", "title": "level", "promotion": "level"}


@dataclass(frozen=True, slots=True)
class Beside:
    """`asked` are (kind, the term as a thing), `given` what they give, `instead` what would do in place of an ask;
    `other` are names of terms that the text is silent about. All in the person's words.

    `ways` says that what would do instead is the second of two ways, as good as the first; `first` are the terms of the
    first one; `repaid` is what is given back on leaving, and until when; `differs` are (what was told of a term, what
    they say now); `minded` are terms of theirs that trouble the person.
    """

    asked: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    ways: bool = False
    repaid: str = ""
    differs: tuple[tuple[str, str], ...] = ()
    minded: tuple[str, ...] = ()

    def knows(self, words: str) -> bool:
        """Whether words name one of these terms."""
        return any(
            called_alike(words, x)
            for x in (*(p for _, p in self.asked), *self.given, *self.instead, *self.other, *self.first, *self.minded)
        )

    @property
    def by_topic(self) -> tuple[tuple[str, str], ...]:
        """What is asked by topic, each once; "in writing" is a wish about the text that follows."""
        out: dict[str, list[str]] = {}
        for kind, phrase in self.asked:
            if is_adjunct(phrase) and kind != "writing":
                continue
            topic, said = topic_of_kind(kind), "the terms" if kind == "writing" else phrase
            out[topic] = [*(x for x in out.get(topic, ()) if x != said), said]
        return tuple((topic, _joined(said)) for topic, said in out.items())

    @property
    def adjuncts(self) -> tuple[str, ...]:
        """What is asked that only says when or how the pay is to be: "from day one"."""
        return tuple(p for kind, p in self.asked if is_adjunct(p) and kind != "writing")


NOTHING = Beside()


def topic_of_kind(kind: str) -> str:
    """The topic of a kind of term, as texts name it."""
    return _TOPICS.get(kind, kind)


def _joined(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
