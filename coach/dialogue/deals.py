"""The Dialogue: deals with their rounds, the person, what was asked last; frozen, versioned, and stored with the
conversation."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from coach.dialogue.wanted import Wanted
from coach.phrasing.terms import as_thing
from coach.understanding.context import called_alike
from coach.understanding.repay import Repayment
from coach.understanding.situation import Part
from coach.understanding.topic import Topic

VERSION = 1
_ENDED = ("accepted", "declined", "withdrawn")
_ENDED_RAISE = (*_ENDED, "agreed", "refused")

DealKind = Literal["", "new_offer", "raise", "counter", "conversion"]
Status = Literal[
    "",
    "talking",
    "offered",
    "asked",
    "answered",
    "refused",
    "agreed",
    "accepted",
    "declined",
    "withdrawn",
    "rescinded",
]
Bound = Literal["", "least", "most"]  # of a figure
TermSide = Literal["offered", "wished", "asked", "granted", "refused", "dropped", "now"]
EventKind = Literal[
    "offer_made", "offer_revised", "part_dropped", "they_answered", "asked", "pay_told", "wish_told", "limit_told",
    "left_told", "deadline_set", "deed_told", "need_told", "feeling_told", "refused", "granted", "accepted",
    "declined", "withdrawn", "corrected", "taken_back", "focus_moved",
    "term_offered", "term_wished", "term_asked", "term_granted", "term_refused", "term_dropped", "term_told",
    "term_minded", "wish_settled", "ceiling_told", "repay_told", "allowance_told",
    "week_open", "rescinded",
]  # fmt: skip


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Term(_Frozen):
    """A term beside pay: its kind, the person's own `words` for it, its figure (None where none is told) and what
    that counts ("day", "week", "%", a currency), how it stands and since which turn.

    `bound` says that the figure is the "least" or the "most" of it, `instead` that it would do in place of another ask,
    `told` is what they had told of it before, where what they say now is less, `minded` that the person is unhappy with
    it, or unsure, `taken` that the person has said yes to it.
    """

    kind: str = ""
    words: str = ""
    figure: float | None = None
    unit: str = ""
    side: TermSide = "offered"
    turn: int = 0
    bound: Bound = ""
    instead: bool = False
    told: Term | None = None
    minded: bool = False
    taken: bool = False

    @model_validator(mode="before")
    @classmethod
    def _brought_over(cls, held: object) -> object:
        """A term as it was kept before it had words."""
        if isinstance(held, dict) and "component" in held:
            kind = {"relo": "relocation"}.get(held["component"], held["component"])
            return {"kind": kind, "words": kind, "figure": held.get("value"), "unit": held.get("unit", "")}
        return held

    @property
    def phrase(self) -> str:
        """The term as a thing inside a sentence."""
        return as_thing(self.words, self.kind)


class Event(_Frozen):
    """One change: in which turn, of which deal ("" for the person's own), from what to what, in which words;
    `component` is the part that a no is about, `term` the term beside pay that is told of. What is taken back
    `undoes` the events at these places (-1 for none that is kept), and names the `thing` that is not so."""

    turn: int
    kind: EventKind
    company: str = ""
    before: Part | None = None
    after: Part | None = None
    words: str = ""
    component: str = ""
    term: Term | None = None
    thing: str = ""
    undoes: tuple[int, ...] = ()


class Deal(_Frozen):
    """One employer and what it offers, `terms` beside pay, each with its side. `options` are its guides (none for
    a company without a guide); `asked` is what was asked of it, `person` whom the talk is with there, `people`
    everybody who is known to be on its side; a `label` says that the company is no name but what the person calls it
    ("company A"), `called` is all that it is called; `role_said` is the role in the person's own letters, `due` the
    day on which it decides, where the person waits for it, `ceiling` where they say that such pay ends, `letter` what
    their letter says in place of what was agreed, of each part where it says less, `allowance` the
    percent of base that is in the offer as holiday allowance (0 for none), `repayment` what is owed to it by who leaves
    early, `settled` the parts of pay of which the person asks no more, `heard` what its job is said to pay, where
    nothing is offered yet."""

    company: str = ""
    label: bool = False
    called: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    role: str = ""
    role_said: str = ""
    region: str = ""
    level: str = ""
    kind: DealKind = ""
    status: Status = ""
    person: str = ""
    people: tuple[str, ...] = ()
    offer: tuple[Part, ...] = ()
    terms: tuple[Term, ...] = ()
    asked: tuple[Part, ...] = ()
    due: str = ""
    ceiling: Part | None = None
    letter: tuple[Part, ...] = ()
    allowance: float = 0.0
    repayment: Repayment | None = None
    settled: tuple[str, ...] = ()
    heard: tuple[Part, ...] = ()

    def terms_of(self, *sides: TermSide) -> tuple[Term, ...]:
        """The terms that stand in one of these ways; what would only do in place of an ask is none of them."""
        return tuple(t for t in self.terms if t.side in sides and not t.instead)

    @property
    def is_rescinded(self) -> bool:
        """Whether they have taken the offer back."""
        return self.status == "rescinded"

    @property
    def agreed(self) -> tuple[Term, ...]:
        """The terms that they give: offered, or granted when asked."""
        return self.terms_of("offered", "granted")

    @property
    def differing(self) -> tuple[Term, ...]:
        """The terms of which they now say less than they told before."""
        return tuple(t for t in self.terms_of("offered") if t.told is not None)

    @property
    def minded(self) -> tuple[Term, ...]:
        """The terms of theirs that trouble the person and that no wish of the person's stands against."""
        wanted = {t.kind for t in self.open_terms}
        return tuple(t for t in self.agreed if t.minded and t.kind not in wanted)

    @property
    def open_terms(self) -> tuple[Term, ...]:
        """The terms that the person wants and has no answer to."""
        return self.terms_of("wished", "asked")

    def is_of(self, name: str, options: tuple[str, ...]) -> bool:
        """Whether a company as named or found is this employer."""
        if self.options and options:
            return bool(set(self.options) & set(options))
        if self.label:
            return name in (self.company, *self.called)
        return bool(self.company) and called_alike(self.company, name)


class Invoiced(_Frozen):
    """What a freelancer bills: a `rate` by the day (or hour, week, month), the `days` a year, and what a `year`
    came to. It is turnover: what an employer pays for comes off it, and it is no salary."""

    rate: Part | None = None
    days: float | None = None
    year: Part | None = None

    @property
    def a_year(self) -> Part | None:
        """What is billed in a year: rate times days where both are told, else what a year came to; None where neither
        is."""
        if self.rate and self.days and self.rate.period == "day":
            whole = self.rate.high * self.days
            return self.rate.model_copy(update={"low": whole, "high": whole, "period": "year"})
        return self.year


class Negotiation(_Frozen):
    """One negotiation: from its first word to its end, with all that is of it alone. `deals[focus]` is the one the talk
    is about, `prefers` the employer that the person would rather have, of several.

    `target` is what the person wants, `floor` the least they take, `deadline` by when they have to answer,
    `grounds` what speaks for the person and can be said to the other side, each (form, words), the latest last;
    `wanted` is the text that was last asked for, `topic` what was last looked up, `shown` the keys of what the person
    has been shown already, `asked_about` is what the last question was about, each matter with the words that asked,
    and `asked_at` in which turn that was, `asked_back` the coach's open question and `asked_levels` the levels between
    which it asked, `raising` the log-odds so far that it is about a raise, `side` who the person last said it is with
    ("new" for another employer, "boss" and "stay" for the present one, who also wants to keep them)."""

    deals: tuple[Deal, ...] = ()
    focus: int = 0
    prefers: str = ""
    target: tuple[Part, ...] = ()
    floor: tuple[Part, ...] = ()
    deadline: str = ""
    needs: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    grounds: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    wanted: Wanted = Wanted()
    topic: Topic = Topic()
    shown: tuple[str, ...] = ()
    asked_back: str = ""
    asked_levels: tuple[str, ...] = ()
    asked_about: tuple[tuple[str, str], ...] = ()
    asked_at: int = 0
    raising: float = 0.0
    side: str = ""

    @property
    def deal(self) -> Deal:
        """The deal in focus; an empty one where nothing is known."""
        return self.deals[self.focus] if self.deals else Deal()

    @property
    def others(self) -> tuple[Deal, ...]:
        """Every other deal that still stands."""
        return tuple(
            d for i, d in enumerate(self.deals) if i != self.focus and d.status not in ("declined", "withdrawn")
        )

    @property
    def is_at_work(self) -> bool:
        """Whether it is about pay where the person works: a raise, or a no before anybody has offered a job."""
        return self.deal.kind == "raise" or (self.deal.status == "refused" and not self.deal.offer)

    @property
    def is_over(self) -> bool:
        """Whether it has come to an end: the person has said yes or no, or the boss has answered about a raise, and
        nobody else's offer stands."""
        ended = _ENDED_RAISE if self.is_at_work else _ENDED
        standing = (d for d in self.deals if d is not self.deal and d.offer and d.status not in _ENDED)
        return self.deal.status in ended and not any(standing)


class Dialogue(Negotiation):
    """The negotiation that is open, what is true of the person whatever they negotiate, and the other negotiations,
    each kept `aside` as it ended or as it stands, the last one last.

    `home` is where the person works today, `invoiced` is what the person bills as a freelancer, `terms_now` are the
    terms that the person has today, `plans` what the person has said they will do, each (turn, words), `no_names`
    the words that are nobody's name, `people_named` whom the person has named or may have named,
    `voiced` the figures that the coach has named of its own, latest first,
    `lines` are the last things said and all that the person said before, each (who, words), kept only where a language
    model answers,
    `resigned` says that the person has given notice at work,
    `in_full` that the person writes sums with all their digits, `spent` what the talk has taken of a language model so
    far."""

    version: int = VERSION
    turn: int = 0
    aside: tuple[Negotiation, ...] = ()
    employer: str = ""
    home: str = ""
    current: tuple[Part, ...] = ()
    left: tuple[Part, ...] = ()
    invoiced: Invoiced = Invoiced()
    terms_now: tuple[Term, ...] = ()
    plans: tuple[tuple[int, str], ...] = ()
    no_names: tuple[str, ...] = ()
    people_named: tuple[str, ...] = ()
    years: float | None = None
    resigned: bool = False
    deeds: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    voiced: tuple[float, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    in_full: bool = False
    spent: dict[str, float] = {}

    @property
    def others(self) -> tuple[Deal, ...]:
        """Every other deal that still stands, also those with an offer of negotiations that are kept aside."""
        kept = (d for past in self.aside if not past.is_over for d in (past.deal, *past.others) if d.offer)
        return (*super().others, *kept)

    @property
    def told(self) -> tuple[Event, ...]:
        """The events that still stand: none that was undone, nor what undid it."""
        gone = {n for e in self.events for n in e.undoes}
        return tuple(e for n, e in enumerate(self.events) if n not in gone and not e.undoes)

    def told_of(self, deal: Deal) -> tuple[Event, ...]:
        """The events that still stand of one deal; of several without a name, those of figures that it offers or has
        offered, and all others of the one in focus."""
        told = tuple(e for e in self.told if e.company == deal.company)
        others = [d for d in self.deals if not d.company and d is not deal]
        if deal.company or not others:
            return told
        own = _steps(deal, told)
        theirs = [e for d in others for e in _steps(d, told)]
        return tuple(e for e in told if e not in theirs) if deal is self.deal else own

    def of_turn(self, turn: int) -> tuple[Event, ...]:
        """What changed in one turn."""
        return tuple(e for e in self.events if e.turn == turn)


def _steps(deal: Deal, told: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that led to what a deal offers: each from the figure that the next one changed."""
    steps: list[Event] = []
    last = list(deal.offer)
    for e in reversed(told):
        if e.after is not None and e.after in last and e.kind in ("offer_made", "offer_revised", "corrected"):
            last[last.index(e.after)] = e.before or e.after
            steps.append(e)
    return tuple(reversed(steps))


def part_of(parts: tuple[Part, ...], component: str) -> Part | None:
    """The part of one component."""
    return next((p for p in parts if p.component == component), None)


def alike(a: Part, b: Part) -> bool:
    """Whether two figures of one part are in one currency and for one period, and not the one gross, the other net; a
    year is what is meant where none is said."""
    years = ("", "year")
    return (
        a.component == b.component
        and a.currency == b.currency
        and (a.period == b.period or {a.period, b.period} <= {*years})
        and {a.tax, b.tax} != {"gross", "net"}
    )
