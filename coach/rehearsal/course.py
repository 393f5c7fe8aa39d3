"""What was said before a turn -> where the talk stands: the terms on the table, who moved, what was asked and argued, a
deal or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from coach.rehearsal.components import item_of, known_figures, nearest_item, scaled
from coach.rehearsal.moves import Moves
from coach.rehearsal.scene import Item, Scene, Utterance
from coach.understanding.spoken import Amount, amounts_in

# A recruiter's own words that a deal is made; a question is none.
_DEAL = re.compile(
    r"\b(?:we(?:['’]ve| have)? (?:all )?(?:agreed|settled|got a deal|a deal|shook|shaken)|we['’]re (?:agreed|all set|done|aligned|in agreement)|it['’]s (?:settled|agreed|a deal|done|confirmed)|(?:is|are|all) (?:settled|agreed|confirmed|locked in|signed off)|consider it done|as agreed|deal then|you['’]ve got (?:a deal|it)|you have (?:a deal|it)|locked in|deal!|done(?: deal)?[.!]|agreed[.!,:]|confirmed[.!,:]|settled[.!,:])",
    re.I,
)
# Paperwork that follows a deal.
_PAPERS = re.compile(
    r"\b(?:contract|offer letter|letter|paperwork|papers|docs?|documents?|agreement|docusign|hr)\b[^.?!]{0,40}\b(?:tomorrow|today|tonight|shortly|soon|on (?:its|the) way|going|go(?:es)? out|follow\w*|in your inbox|sent|out|by|this|coming|monday|friday)\b|\b(?:i['’]ll|i will|we['’]ll|we will|let me|i['’]m|am) (?:have |get |go |now )?(?:send|prepare|draft|draw|getting|sending|preparing|drafting|write|writing)\b[^.?!]{0,40}\b(?:contract|offer|letter|paperwork|papers|docs?|it|everything|agreement)\b",
    re.I,
)
_PROPOSES = re.compile(
    r"\b(?:deal|agreed?|einverstanden|settled?|confirm|shake|good to go|works? for you|happy with that|okay for you|ok for you|all right|d['’]accord|do we have|can we close|are we|we['’]re agreed|good|yes)\b[^.!?]*\?",
    re.I,
)
_QUESTION = re.compile(r"\?\s*$")


@dataclass(frozen=True, slots=True)
class Course:
    """Where the talk stands before a turn.

    `first` and `terms` are the recruiter's first and latest figures; `asks` the candidate's figures turn by turn (empty
    where a turn asked for none), `said` the candidate's earlier words. `moved` says that the recruiter has changed a
    figure since the candidate's last ask, `extras` are the terms beside the pay that were granted.
    """

    first: Mapping[Item, float] = field(default_factory=dict)
    terms: Mapping[Item, float] = field(default_factory=dict)
    asks: tuple[Mapping[Item, tuple[float, float]], ...] = ()
    turns: tuple[Moves, ...] = ()
    said: tuple[str, ...] = ()
    recruiter: str = ""
    moved: bool = False
    agreed: bool = False
    extras: tuple[str, ...] = ()

    @property
    def proposed(self) -> bool:
        """Whether the recruiter has just asked for a yes."""
        return bool(_PROPOSES.search(self.recruiter))

    @property
    def opening_turn(self) -> bool:
        """Whether the candidate has not spoken yet."""
        return not self.said

    def last_ask(self, item: Item) -> tuple[float, float] | None:
        """The candidate's latest ask for a component."""
        return next((a[item] for a in reversed(self.asks) if item in a), None)

    @property
    def talked_of(self) -> Item | None:
        """The component under discussion: the one asked for last."""
        return next((next(iter(a)) for a in reversed(self.asks) if a), None)


def course_of(scene: Scene, history: Sequence[Utterance], read: Callable[[Scene, Course, str], Moves]) -> Course:
    """Walk the lines once; `read` turns a candidate's line into its moves."""
    course = Course(dict(scene.offer), dict(scene.offer))
    accepted = proposed = False
    for line in history:
        if line.speaker == "recruiter":
            terms = dict(line.terms) if line.terms is not None else terms_in(line.text, scene, course)
            now = {**course.terms, **terms}
            changed = any(course.terms.get(i) != v for i, v in now.items())
            agreed = (
                line.agreed
                or course.agreed
                or (
                    line.terms is None
                    and _says_deal(line.text, accepted=accepted and not changed, spoken=bool(course.said))
                )
            )
            accepted, proposed = False, bool(_PROPOSES.search(line.text))
            course = Course(
                course.first or now, now, course.asks, course.turns, course.said, line.text,
                (changed and bool(course.said)) or course.moved, agreed, line.extras or course.extras,
            )  # fmt: skip
            continue
        moves = read(scene, course, line.text)
        # An answer to "Deal?" that wants nothing is a yes in any language.
        wants = moves.asks or moves.rejects or moves.did("plea", "question", "condition", "trade", "hedge")
        accepted = moves.accepts or (proposed and not wants)
        asks = {a.item: (a.low, a.high) for a in moves.asks}
        deal = course.agreed or (moves.accepts and bool(_DEAL.search(course.recruiter)))
        course = Course(
            course.first, course.terms, (*course.asks, asks), (*course.turns, moves), (*course.said, line.text),
            course.recruiter, False if asks else course.moved, deal, course.extras,
        )  # fmt: skip
    return course


def _says_deal(text: str, *, accepted: bool, spoken: bool) -> bool:
    """Whether a recruiter's line makes or confirms a deal; after an acceptance any line that asks nothing about money
    does.
    """
    plain = [s for s in re.split(r"(?<=[.!?])\s+", text) if not _QUESTION.search(s)]
    if accepted:
        return True
    return spoken and any(_DEAL.search(s) for s in plain)


def terms_in(text: str, scene: Scene, course: Course) -> dict[Item, float]:
    """The figures a recruiter's line puts on the table; percentages and ranges are no terms."""
    amounts = amounts_in(text)
    known = known_figures(scene, course.terms)
    prefer: Item = course.talked_of or ("base" if "base" in known else "total")
    out: dict[Item, float] = {}
    unnamed: list[float] = []
    for amount in amounts:
        if amount.unit == "%" or amount.low != amount.high or amount.high <= 0 or _no_term(text, amount):
            continue
        item = item_of(text, amount, amounts)
        if item == "total" and "total" not in {**scene.offer, **scene.target}:
            item = None  # "the package is 120": the parts are what is talked of
        value = scaled(amount, item, known, scene).high
        if item:
            out[item] = value
        else:
            unnamed.append(value)
    for value in unnamed:
        item = nearest_item(value, known, prefer, out)
        out.setdefault(item, value)
    return out


_OTHERS = re.compile(
    r"\b(?:band|range|market|average|median|others?|peers?|budget(?:ed)? for|competitor|current(?:ly)?|you(?:['’]re| are) (?:on|at|asking)|you asked|your (?:ask|number|figure|request)|instead of|rather than|not|can['’]?t|cannot|unable|above|beyond|over|more than)\s+(?:\w+\s+){0,2}$|\bfrom\s+\S{0,4}$",
    re.I,
)


def _no_term(text: str, amount: Amount) -> bool:
    """Whether a figure of the recruiter is somebody else's, or one that they refuse."""
    return bool(_OTHERS.search(text[max(0, amount.start - 40) : amount.start]))
