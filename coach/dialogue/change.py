"""A Dialogue that one message is changing: what is set, and the events that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.dialogue.deals import Deal, Dialogue, Event, EventKind
from coach.dialogue.resolve import PAY
from coach.understanding.reading import AmountMention, Clause, CompanyPart, Reading
from coach.understanding.situation import Part

_ORDER: dict[str, int] = {c: i for i, c in enumerate(PAY)}
UNSURE = 0.25  # a probability: below it a figure's role is not taken
SURE_ROLE = 0.8  # a probability
SURE_PART = 0.6  # a probability
SURE_NAME = 0.95  # a probability from which a word that was no name is one
LEAST_MONEY = 100.0  # below it a bare figure is told in thousands
OFFERED = ("offer", "news", "correct", "edit_info", "deadline")  # acts that tell of an offer


@dataclass
class Change:
    """A dialogue being changed by one message.

    `of` is the deal of each company that the message names, by their places; `gone` are figures that it takes back.
    """

    now: Dialogue
    reading: Reading
    events: list[Event] = field(default_factory=list)
    of: dict[int, int] = field(default_factory=dict)
    gone: list[AmountMention] = field(default_factory=list)

    def note(
        self, kind: EventKind, words: str, company: str = "", before: Part | None = None, after: Part | None = None
    ) -> None:
        """Tell of a change in the words of the message."""
        self.events.append(
            Event(turn=self.now.turn, kind=kind, company=company, before=before, after=after, words=words[:300])
        )

    def undone(self, clause: Clause) -> bool:
        """Whether a clause has undone something: it tells nothing else."""
        return any(e.undoes and e.words == clause.text[:300] for e in self.events)

    def is_no_name(self, company: CompanyPart) -> bool:
        """Whether the person has said that this is nobody's name, and nothing surely says that it is."""
        said = company.name.casefold() in (n.casefold() for n in self.now.no_names)
        return said and company.score < SURE_NAME

    def told_as(self, i: int) -> str:
        """The part that a reading to be trusted surely gives the company at a place of the message, "" for none."""
        company = self.reading.companies[i] if self.reading.told else None
        return company.part if company is not None and company.score >= SURE_ROLE and not company.denied else ""

    @property
    def tells_job(self) -> bool:
        """Whether a reading to be trusted surely says of a company which it names that the talk is about it."""
        return any(self.told_as(i) == "job" for i in self.of)

    def deal(self, at: int) -> Deal:
        """The deal at a place; IndexError where there is none."""
        return self.now.deals[at]

    def put(self, at: int, **news: object) -> None:
        """Set fields of a deal."""
        deals = list(self.now.deals)
        deals[at] = deals[at].model_copy(update=news)
        self.now = self.now.model_copy(update={"deals": tuple(deals)})

    def set(self, **news: object) -> None:
        """Set fields of the dialogue."""
        self.now = self.now.model_copy(update=news)


def deal_at(c: Change, at: int) -> Deal:
    """The deal at a place, an empty one where the talk has none yet."""
    return c.deal(at) if c.now.deals else Deal()


def merged(parts: tuple[Part, ...], value: Part) -> tuple[Part, ...]:
    """Parts of pay with one more, in their order; it takes the place of the one that was there."""
    return tuple(
        sorted((*(p for p in parts if p.component != value.component), value), key=lambda p: _ORDER[p.component])
    )
