"""The talk and what a text is wanted for -> the kind of text: the likeliest whose words are true in this talk."""

from __future__ import annotations

from coach.answers.counter import is_mine
from coach.answers.desk import Desk
from coach.answers.premises import is_raising, kinds_true, premises_of
from coach.answers.text_style import style_wanted
from coach.dialogue.view import stage_tags
from coach.dialogue.wanted import Wanted
from coach.phrasing.texts import words
from coach.scripts.beside import Beside, topic_of_kind
from coach.scripts.own import needs_of
from coach.understanding.situation import Part
from coach.understanding.texts import kinds_for, likeliest

SURE_PURPOSE = 0.9  # a probability
_BY_CHANNEL = ("raise_talk", "raise_case")  # one kind, said or written
_OF_RAISE = (*_BY_CHANNEL, "raise_meeting")  # a meeting is asked for in writing, and what is said in it is the ask
_NAMED = {"raise": "raise_talk"}  # kinds that are called otherwise where they are ordered
_OPEN_POINT = ("accepting", "closing")  # a yes that has a point of its own to settle is a yes with it
_YES = ("accepting", "accept_open")
_MAY_FIX = ("", "fix", "counter", "term", "writing")  # purposes beside which what differs is put right first
# The kind of an order that tells no more than its matter.
_PLAIN = {"words_pushback": "pushback_best", "words_term": "ask_terms", "words_writing": "ask_writing"}
# What an order means in a talk about a raise, where nobody has offered a job.
_AT_WORK = {
    "words_counter": ("raise", "raise_answer"), "words_term": ("raise", "raise_answer"),
    "words_writing": ("raise_agreed", "raise_follow_up"), "words_chase": ("raise_follow_up",),
    "words_accept": ("raise_agreed",), "words_condition": ("raise_answer", "raise_agreed"),
    "words_pushback": (
        "raise_answer", "pushback_budget", "pushback_later", "pushback_others", "pushback_policy", "pushback_current",
    ),
}  # fmt: skip
# Orders that mean what they say though the offer is gone.
_AFTER_ALL = ("words_thank", "words_resign", "words_boss", "words_raise", "words_decline_boss")
UNSURE = 0.45  # a share below which the talk tells more
# Where the words do not say what they are for, the stage of the talk does.
_STAGES = {
    "accepted": "accepting", "agreed": "closing", "declined": "declining", "withdrawn": "withdrawing",
    "refused": "pushback_best", "rescinded": "revive",
}  # fmt: skip

# The same of a raise of which the person wants in writing what was said.
_STAGES_OF_RAISE = {"answered": "raise_follow_up", "asked": "raise_follow_up", "agreed": "raise_agreed"}


def kind_wanted(desk: Desk) -> str:
    """The kind of text: that of the text which is changed, else what the words are for, else the stage of the talk."""
    kept = _kept_kind(desk)
    put_right = any((c.puts_right or c.denies) and c.turn != "edit" for c in desk.reading.clauses)
    put_right = put_right and (_differs(desk) or desk.now.wanted.revisions == desk.before.wanted.revisions)
    gone = kept == "counter" and desk.now.deal.status == "accepted"
    kind = kept if kept and not (put_right or gone) else _new_kind(desk)
    meets = bool(desk.now.wanted.minutes) or desk.now.wanted.meeting
    if meets and "offer" not in premises_of(desk):
        kind = "raise_meeting"  # who asks the boss for a talk asks for no figure yet
    if kind not in _OF_RAISE or (kind == "raise_meeting" and not meets):
        return kind
    if style_wanted(desk, desk.now.wanted, "raise_meeting" if meets else kind).channel == "call":
        return "raise_talk"
    return "raise_meeting" if meets else "raise_case"


def _kept_kind(desk: Desk) -> str:
    """The kind of the text that this message changes, "" where it wants one of its own: what asks for a thing beside
    pay asks for all, once there is more to ask for."""
    wanted = desk.now.wanted
    if not wanted.kind or wanted.turn != desk.now.turn:
        return ""
    if wanted.kind.startswith("ask_") and _asks_above(wanted, desk.now.deal.offer or desk.now.current):
        return "counter"
    return "ask_terms" if wanted.kind.startswith("ask_") and wanted.added else wanted.kind


def _new_kind(desk: Desk) -> str:
    """The kind of a text that is no change of another one: what the order tells, else what the talk has come to."""
    true = kinds_true(desk)
    if desk.now.deal.is_rescinded and desk.now.wanted.ordered not in _AFTER_ALL:
        return "revive"
    if _differs(desk) and "letter_differs" in true:
        return "letter_differs"
    possible = _ordered_kinds(desk, true)
    if desk.now.wanted.purpose == "fix" and desk.now.wanted.likely >= SURE_PURPOSE and "letter_differs" in possible:
        return "letter_differs"
    kind, share = _likeliest(desk.now.wanted, stage_tags(desk.now), possible)
    due = _due(desk) if share < UNSURE else ""
    kind = next((k for k in (due, _PLAIN.get(desk.now.wanted.ordered, "")) if k in possible), kind) if due else kind
    if kind == "declining" and _goes_to_mine(desk):
        kind = "decline_present"
    kind = _NAMED.get(kind, _with_asks(desk, kind))
    settled = desk.now.deal.status == "accepted" and not desk.now.wanted.dictated
    asks_no_more = kind == "counter" and settled and "accepting" in possible
    return "accepting" if asks_no_more else kind


def _differs(desk: Desk) -> bool:
    """Whether what is in writing says less than was said, and the text that is ordered asks for nothing else: then it
    is to be put right first."""
    wanted, deal = desk.now.wanted, desk.now.deal
    may_fix = wanted.purpose in _MAY_FIX or wanted.likely < SURE_PURPOSE
    return bool(deal.differing or deal.letter) and may_fix and not wanted.dictated


def _likeliest(wanted: Wanted, stage: frozenset[str], possible: frozenset[str]) -> tuple[str, float]:
    """(the likeliest kind of those that are possible, how likely it is). An order that may be for either kind of a yes
    is surely for one; what the person would sign for tells which."""
    found = likeliest(wanted.words, stage, possible)
    kind, share = found[0]
    if kind not in _YES or share >= UNSURE:
        return kind, share
    other = "accept_open" if wanted.condition and "accept_open" in possible else kind
    return other, sum(s for k, s in found if k in _YES)


def _ordered_kinds(desk: Desk, true: frozenset[str]) -> frozenset[str]:
    """The kinds of text that may be meant: of those that are true in this talk the ones that were surely ordered. Where
    none of these is, the order itself tells what its words need, unless they are for the employer of today alone."""
    ordered, at_work = desk.now.wanted.ordered, desk.now.deal.kind == "raise"
    named = frozenset(_AT_WORK[ordered]) if at_work and ordered in _AT_WORK else kinds_for(ordered)
    if not named or named & true:
        return named & true or true
    told = frozenset(k for k in named if k in words().kinds and _has_room(desk, words().kinds[k].talk))
    return told - frozenset(desk.now.wanted.rejected) or true


def _has_room(desk: Desk, talk: str) -> bool:
    """Whether a text of a talk ("raise", "new_offer", "" for both) may be written in this one."""
    return is_raising(desk) if talk == "raise" else not (talk == "new_offer" and desk.now.deal.kind == "raise")


def _due(desk: Desk) -> str:
    """The kind of text that is due as the talk stands, "" where nothing is known of it."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if _differs(desk) or ((deal.differing or deal.letter) and not wanted.terms and wanted.likely < SURE_PURPOSE):
        return "letter_differs"
    if deal.status in _STAGES and not wanted.dictated:
        return _STAGES[deal.status]
    beside = [t for k, t in wanted.terms if k != "writing"]
    if wanted.terms and not beside and deal.kind == "raise" and deal.status in _STAGES_OF_RAISE:
        return _STAGES_OF_RAISE[deal.status]
    only = not (wanted.dictated or desk.now.target or deal.asked) and any(t.kind != "writing" for t in deal.open_terms)
    if wanted.terms or only:
        return "ask_terms"
    if is_raising(desk):
        return "raise"
    return "counter"


def _goes_to_mine(desk: Desk) -> bool:
    """Whether a text is to somebody of the present employer, who has offered something for staying."""
    to = desk.now.wanted.to.casefold()
    mine = (d for d in desk.now.deals if is_mine(desk, d) and d.offer)
    return bool(to) and any(to in (x.casefold() for x in (d.person, *d.people)) for d in mine)


def _with_asks(desk: Desk, kind: str) -> str:
    """The kind that asks for all that is dictated: pay beside a term is a counteroffer, and several terms are asked
    for in one text."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if kind in _OPEN_POINT and wanted.terms:
        return "accept_open"
    if not kind.startswith("ask_") or kind in ("ask_writing", "ask_clawback"):
        return kind
    if _asks_above(wanted, deal.offer or desk.now.current):
        return "raise_talk" if deal.kind == "raise" else "counter"
    told = needs_of((wanted.words,), beside=Beside(wanted.terms)).by_topic
    topics = {topic_of_kind(k) or k for k, _ in wanted.terms} | {t for t, _ in told if t not in ("writing", "sign")}
    if kind == "ask_terms" and not topics and not deal.open_terms and desk.now.target:
        return "raise_talk" if deal.kind == "raise" else "counter"  # "a mail that asks for it"
    alone = topics <= {kind.removeprefix("ask_")}
    return kind if alone or kind in ("ask_signing", "ask_stock") else "ask_terms"


def _asks_above(wanted: Wanted, offer: tuple[Part, ...]) -> bool:
    """Whether a figure is dictated that is more than what they offer of that part."""
    held = {p.component: p for p in offer}
    return any(p.component in held and p.high > held[p.component].high for p in wanted.dictated)


def is_theirs(part: Part, offer: tuple[Part, ...]) -> bool:
    """Whether a part is as they offer it."""
    return any(
        part.component == p.component and part.high == p.high and part.currency in ("", p.currency) for p in offer
    )
