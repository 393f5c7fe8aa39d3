"""The Reading: what one message says, made once; whatever comes later sees it and not the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from coach.understanding.amounts import Amount
from coach.understanding.denial import Denial
from coach.understanding.situation import Part, Stage
from coach.understanding.stated import Stated
from index.guide import Component
from index.names import Mentions

TELLS = (
    "offer news refused granted pay wish fallback limit deadline deed need feeling accepted condition declined withdraw story"
).split()
ASKS = (
    "ask_band ask_verdict ask_target ask_should ask_words ask_edit ask_compare ask_sum ask_plan ask_howto ask_risk ask_level ask_source "
    "ask_fact ask_pro ask_practice ask_which ask_room ask_check ask_why"
).split()
# What the words that are asked for are to do: one of these, or none that the message tells.
PURPOSES = (
    "say_counter say_raise say_accept say_condition say_decline say_withdraw say_time say_writing say_fix say_thank say_chase say_pay "
    "say_expect say_rival say_proof say_pushback say_boss say_term say_other"
).split()
WANTS_WORDS = ("ask_words", "ask_edit", "ask_howto")  # the acts that a purpose stands beside
ACTS = frozenset(
    [
        *TELLS,
        *ASKS,
        *PURPOSES,
        *"put_in leave_out correct takeback yes no greet thank bye edit_info order chat other".split(),
    ]
)
ROLES = frozenset("offer was pay wish asked floor market hyp left deed up more sum other none".split())
COMMISSION = "commission"  # the component of a share of what is sold
ONCE = "once"  # the component of a bonus that is paid one time and is no sign-on; only a model tells it
COMPONENTS = frozenset("base stock bonus signing total refresher relo pension holiday hours severance other".split())
SURE, LIKELY, LEAST, POSSIBLE = 0.5, 0.3, 0.15, 0.05
_REMARKS = 0.6  # a probability
_TURNS = 0.5  # a probability
_GIVEN = 0.9  # a probability from which a yes is given, whatever words it is put in
WHAT_TO_SAY = (("order", 1.0),)  # the turns of a question what to say to somebody: it is an order for another text
MINE = -3  # the owner of what the present employer offers, where the message does not name it
PARTS = frozenset("job rival mine past cmp agent just".split())
_OF_TEXT = ("meta_wrong", "edit")  # matters of what the coach wrote
NAMED = ("company", "who", "no")  # what looks like a company's name may be a person's, or no name at all

Calls = Literal["offers", "works", "thing", "other", ""]
Side = Literal["offer", "wish", "ask", "grant", "refuse", "drop", "instead", "now", "mind", "none"]
SIDES: tuple[Side, ...] = get_args(Side)
TermKind = Literal[
    "holiday", "schedule", "hours", "remote", "title", "promotion", "review", "pension", "health", "start", "training",
    "travel", "visa", "relocation", "notice", "severance", "leave", "equipment", "meals", "childcare", "workload",
    "clawback", "writing", "other",
]  # fmt: skip
KINDS: tuple[TermKind, ...] = get_args(TermKind)


@dataclass(frozen=True, slots=True)
class MayBe:
    """What an amount may be at all: whatever has some probability, however small beside the likeliest."""

    roles: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    owners: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount with what it is for: `role` ("none" for no pay at all), `component`, and by whom it is offered or paid.

    `role_said` and `component_said` are false where only the talk can tell; `owner` is the company's place in
    `companies`, -1 for the employer the talk is about, -2 for another that is not named here, MINE for the present
    one. Scores are probabilities; `second` says that it is surely a second-best wish; `later` are the stages that it
    goes on to, as they are written, `until` the words for how long it lasts then, or from when it is paid, and `stage`
    says that it is itself what the pay held comes to."""

    amount: Amount
    text: str
    role: str
    component: str
    role_said: bool = True
    component_said: bool = True
    owner: int = -1
    role_score: float = 1.0
    component_score: float = 1.0
    owner_score: float = 1.0
    clause: int = 0
    may_be: MayBe = MayBe()
    second: bool = False
    later: tuple[Stage, ...] = ()
    until: str = ""
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class CompanyPart:
    """A company named in the message, with its guides (none for an unknown one), its part in the story and how sure
    that is; `denied` where the words say that it is not the one; `called` is what the words right around it say that
    it is, "" where they do not. A `label` stands for one without a name ("company A"), `also` is what else it is
    called."""

    start: int
    end: int
    name: str
    options: tuple[str, ...]
    part: str
    score: float
    may_be: frozenset[str] = frozenset()
    denied: bool = False
    called: Calls = ""
    label: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the message; `part` is that of the company they speak for, "" where it is not told."""

    start: int
    end: int
    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class TermMention:
    """Words from `start` to `end` that name a term beside pay. `side` tells how it stands: the other side's "offer",
    the person's "wish" or "ask", a "grant", a "refuse", a "drop" by the person, what would do "instead", what they have
    "now", or nothing of this talk ("none"); `score` is how sure that is, `kind_score` how sure the kind, `real` how sure it is
    that the words are a term of this talk at all; `pay` is the salary that it brings on
    a later day; `owner` is the place in `companies` of who offers or has it, -2 for another that is not named here,
    None
    where only its place in the message tells; `told` says that what its clause does tells no other side."""

    start: int
    end: int
    words: str
    kind: TermKind
    side: Side
    score: float = 1.0
    kind_score: float = 1.0
    pay: Part | None = None
    real: float = 1.0
    owner: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Words from `start` to `end` that do one thing; `acts` with their probabilities, likeliest first, and likewise
    `matters`: what is wanted of the coach with them, none where nothing is asked; `denial` is what it may deny,
    `stands` how what it tells of the negotiation stands, `subjects` what it speaks of
    (`coach.understanding.remarks`), `turns` what it is right after a text (`coach.understanding.after`), none where no
    text stands; each with probabilities, likeliest first."""

    start: int
    end: int
    text: str
    acts: tuple[tuple[str, float], ...]
    matters: tuple[tuple[str, float], ...] = ()
    denial: Denial | None = None
    stands: tuple[tuple[str, float], ...] = ()
    subjects: tuple[tuple[str, float], ...] = ()
    turns: tuple[tuple[str, float], ...] = ()

    @property
    def turn(self) -> str:
        """What the clause surely is right after a text: one of `coach.understanding.after.TURNS`, "" where that is
        unsure or no text stands."""
        return self.turns[0][0] if self.turns and self.turns[0][1] >= _TURNS else ""

    @property
    def passes_text(self) -> bool:
        """Whether the clause surely has nothing to do with the text that stands: it neither changes it nor orders
        another one."""
        return self.turn in ("ask", "news", "fact", "fault", "reject", "idle")

    def speaks_of(self, subject: str) -> float:
        """How sure it is that this is what the clause speaks of: one of `SUBJECTS`."""
        return next((share for k, share in self.subjects if k == subject), 0.0)

    @property
    def is_remark(self) -> bool:
        """Whether the clause surely speaks of the draft or of what the coach has said: then it is neither content of
        a text nor a fact of the negotiation."""
        return self.speaks_of("draft") + self.speaks_of("wrong") >= _REMARKS

    @property
    def finds_fault(self) -> bool:
        """Whether the clause says that the coach got something wrong."""
        return self.speaks_of("wrong") >= SURE

    def standing(self, kind: str) -> float:
        """How sure it is that what the clause tells stands so: one of `STANDINGS`."""
        return next((share for k, share in self.stands if k == kind), 0.0)

    @property
    def only_hides(self) -> bool:
        """Whether the clause surely says what words are not to hold: that tells nothing of the negotiation."""
        told = ("offer", "news", "granted", "refused", "pay", "accepted", "declined", "withdraw", "takeback", "correct")
        return self.share("leave_out") >= SURE and self.share("leave_out") > max(map(self.share, told))

    @property
    def happened(self) -> bool:
        """Whether what the clause tells may have happened between the two sides."""
        given = min(self.share("accepted"), self.about("told_accept")) >= _GIVEN
        return given or not self.stands or self.stands[0][1] < LIKELY or self.standing("done") >= LEAST

    @property
    def denies(self) -> bool:
        """Whether the clause says that something is not so: surely, or likely where it also puts something right
        or stands as denied."""
        ends = any(self.share(a) >= SURE for a in ("accepted", "declined", "withdraw"))
        likely = self.puts_right or (self.standing("no") >= SURE and not ends)
        return self.denial is not None and self.denial.denies >= (LIKELY if likely else SURE)

    @property
    def puts_right(self) -> bool:
        """Whether the clause may well put right or take back what was said."""
        acts = max(self.share("correct"), self.share("takeback"))
        return max(acts, *(self.about(m) for m in ("told_correct", "told_drop", "meta_wrong"))) >= LIKELY

    @property
    def is_done(self) -> bool:
        """Whether a yes or a no of the person's that it speaks of is given, and no plan, leaning or joke."""
        return self.denial is None or (not self.denies and self.denial.done >= SURE)

    def does(self, act: str) -> bool:
        """Whether the clause does this; its likeliest act counts even where no act is sure."""
        return any(a == act and (share >= SURE or i == 0) for i, (a, share) in enumerate(self.acts))

    def share(self, act: str) -> float:
        """How sure it is that the clause does this."""
        return next((share for a, share in self.acts if a == act), 0.0)

    @property
    def matter(self) -> str:
        """What is wanted with the clause, "" where that is unsure."""
        return self.matters[0][0] if self.matters and self.matters[0][1] >= LIKELY else ""

    def about(self, matter: str) -> float:
        """How sure it is that this is wanted with the clause."""
        return next((share for m, share in self.matters if m == matter), 0.0)

    def leans(self, act: str) -> bool:
        """Whether the clause may well do this: enough where something else in it says the same."""
        return any(a == act and share >= LEAST for a, share in self.acts)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says."""

    text: str
    clauses: tuple[Clause, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    companies: tuple[CompanyPart, ...] = ()
    mentions: Mentions | None = None
    role: str = ""
    title: str = ""  # the role as the person wrote it
    place: str = ""
    level: str = ""
    talk: str = ""
    deadline: str = ""
    years: float | None = None
    components: tuple[tuple[int, Component], ...] = ()
    denied: tuple[tuple[int, Component], ...] = ()
    persons: tuple[Person, ...] = ()
    raising: float = 0.0  # log-odds that the talk is about a raise
    terms: tuple[TermMention, ...] = ()
    due: tuple[
        tuple[str, int], ...
    ] = ()  # (a day, whose: the place in `companies` of who decides then, -1 the employer's)
    salaries: tuple[tuple[int, int], ...] = ()  # (clause, how many salaries a year it tells of)
    titles: tuple[tuple[str, str], ...] = ()  # (a role that is not denied, its title as the person wrote it)
    sums: tuple[Stated, ...] = ()  # those that are stated to have them checked or done
    told: bool = False  # whether a model that reads well has told the figures' parts
    nobody: tuple[str, ...] = ()  # words that a model that reads well says are no person's name
    own_name: str = ""  # what the person is called, as they say
    leaning: tuple[Person, ...] = ()  # words typed small that lean to a name and are read as none

    @property
    def mentions_names(self) -> bool:
        """Whether it names a company, a role or a place."""
        m = self.mentions
        return bool(m and (m.companies or m.roles or any(not p.weak for p in m.places)))

    def denied_in(self, clause: Clause) -> tuple[Component, ...]:
        """The parts of pay that a clause says are not there: "no sign-on this time"."""
        return tuple(dict.fromkeys(c for at, c in self.denied if clause.start <= at < clause.end))

    @property
    def acts(self) -> frozenset[str]:
        """Everything that it does."""
        return frozenset(a for c in self.clauses for a, _ in c.acts if c.does(a))

    def of_text(self, clause: Clause) -> bool:
        """Whether a clause, as a model that reads well has it, speaks of the coach's text: what is wrong there is no
        fact that the talk holds."""
        return self.told and bool(clause.matters) and clause.matters[0][0] in _OF_TEXT

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return any(c.does(a) for c in self.clauses for a in ASKS)

    def named_in(self, clause: Clause) -> tuple[Component, ...]:
        """The parts of pay that a clause names."""
        return tuple(dict.fromkeys(c for at, c in self.components if clause.start <= at < clause.end))

    def does(self, *acts: str) -> bool:
        """Whether the message does any of these."""
        return any(c.does(a) for c in self.clauses for a in acts)
