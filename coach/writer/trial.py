"""A language model, tried on six readings and six texts -> what it can do here, and what it is good for: "read+write",
"write" or "none".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.dialogue.deals import Dialogue
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.understanding.read import read
from coach.understanding.situation import Situation
from coach.writer.asked import Asked, schema
from coach.writer.budget import Budget, LeftError
from coach.writer.check import Grounds
from coach.writer.mask import Mask
from coach.writer.reading import answered
from coach.writer.wording import Writer
from index.names import Job, Names, learn_names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Good = Literal["read+write", "write", "none"]
_MOST, _SOME = 5, 4  # of six
# What a message says: the roles of its amounts in order, acts that it does, and what it is about.
Right = tuple[str, tuple[str, ...], tuple[str, ...], str]
_PULLED = "Below 120k I won't move. Can they pull the offer if I ask again?"
_TIME = "They came up to 165k. Write the mail that asks for a few more days."
READINGS: tuple[Right, ...] = (
    ("Northwind offered 155k base, data engineer. Is that good?", ("offer",), ("offer", "ask_verdict"), "view_good"),
    ("I make 140k now and would like 170k.", ("pay", "wish"), ("pay", "wish"), "told_wish"),
    ("Sorry, it was 162, not 152.", ("offer", "was"), ("correct",), "told_correct"),
    ("They said no, that is the top of the grade. What do I say now?", (), ("refused", "ask_words"), "words_pushback"),
    (_PULLED, ("floor",), ("limit", "ask_risk"), "risk_pull"),
    (_TIME, ("offer",), ("ask_words", "say_time"), "words_time"),
)  # fmt: skip
TEXTS = (
    "At Northwind, a Data Engineer in Chicago has a base band of [[F1]].",
    "Your base of [[F2]] is within the band of [[F1]] for a Data Engineer in Chicago.",
    "I'd call that low. There is room, and asking is normal. Base at [[F2]] is under the middle of the [[F1]] band.",
    "Ask for [[F3]] in base, in the upper part of the band. If that won't move, go for a sign-on instead.",
    "Yes, I'd counter once. You risk very little with a polite ask.",
    "That's more on base: [[F3]], up from [[F2]]. They want an answer by friday: ask for more time in writing if you need it.",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a model did. `structured` says whether it answers a schema by its own method, `context` its window (0
    unknown), `speed` tokens a second.
    """

    readings: int
    texts: int
    seconds: float
    speed: float
    structured: bool
    context: int
    failed: str = ""

    @property
    def good_for(self) -> Good:
        """What to use it for."""
        if self.readings >= _MOST and self.texts >= _MOST:
            return "read+write"
        return "write" if self.texts >= _SOME else "none"


def tried(model: BaseChatModel, seconds: float) -> Trial:
    """Try a model, with so many seconds for each of the twelve calls."""
    names = learn_names((Job("northwind", "data-engineer", "Northwind", "Data Engineer"),), frozenset())
    taken: list[Budget] = []

    def budget() -> Budget:
        taken.append(Budget(seconds))
        return taken[-1]

    failed = ""
    try:
        readings = sum(_reads(model, names, budget(), one) for one in READINGS)
    except LeftError as left:
        readings, failed = 0, str(left)
    texts = sum(_words(model, names, budget(), text) for text in TEXTS) if not failed else 0
    spent = sum(b.spent_s for b in taken)
    written = sum(b.tokens.get("output_tokens", 0) for b in taken)
    return Trial(readings, texts, spent, written / spent if spent else 0.0, _structured(model), _context(model), failed)


def _reads(model: BaseChatModel, names: Names, budget: Budget, right: Right) -> bool:
    message, roles, acts, matter = right
    reading = read(message, names)
    asked = Asked(reading, Dialogue(), names, Mask(names, employers=False))
    said = answered(budget.ask(schema(), model, asked.messages(), "trial"))
    of = {a["amount"]: a["role"] for a in said["amounts"]}
    done = {act for line in said["lines"] for act in line["acts"]}
    about = {m for line in said["lines"] for m in line["matters"]}
    told = tuple(of.get(n, "") for n in range(1, len(reading.amounts) + 1))
    return told == roles and set(acts) <= done and matter in about


def _words(model: BaseChatModel, names: Names, budget: Budget, text: str) -> bool:
    """Whether the model's own words for a finding pass, none of them replaced."""
    draft = Draft("trial", parts=[text], figures=list(_figures()))
    grounds = Grounds(draft, Situation(), "What do you say?", names)
    last = list(Writer(model, "trial").words(grounds, budget))[-1]
    return bool(last.sentences) and not last.failed and not last.replaced


def _figures() -> Iterator[Figure]:
    place = ("northwind", "data-engineer", "Chicago", "USD", "absolute")
    yield Figure("$150K–$190K", "band", "base", *place, 150_000, 190_000)
    yield Figure("$155K", "user", "base", "", "", "", "USD", "absolute", 155_000, 155_000)
    yield Figure("$175K", "derived", "base", *place, 175_000, 175_000)


def _structured(model: BaseChatModel) -> bool:
    try:
        model.with_structured_output(schema(), include_raw=True)
    except (NotImplementedError, ValueError):
        return False
    return True


def _context(model: BaseChatModel) -> int:
    profile = getattr(model, "profile", None) or {}
    return int(profile.get("max_input_tokens") or 0)
