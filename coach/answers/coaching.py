"""The rooms of a coaching reply: each writes one move into the draft, from typed values, and says nothing twice in a
talk."""

from __future__ import annotations

from collections.abc import Callable

from coach.answers.advice import write_professional
from coach.answers.answered import write_answered
from coach.answers.asking import write_ask, write_next, write_plan
from coach.answers.circumstance import write_circumstance
from coach.answers.claims import write_expects, write_others, write_renege, write_untold
from coach.answers.closing import write_check, write_closing, write_differs, write_rescinded
from coach.answers.decision import write_trade
from coach.answers.desk import Desk, name_of
from coach.answers.floor import write_floor
from coach.answers.minded import write_minded
from coach.answers.news import write_news
from coach.answers.repay import write_owed, write_repay
from coach.answers.views import (
    write_abilities,
    write_again,
    write_clocks,
    write_held,
    write_later,
    write_need,
    write_pending,
)
from coach.answers.whatif import write_if
from coach.dialogue.change import UNSURE
from coach.standing.answer import answer_of
from coach.understanding.matters import HOWS, VIEWS
from coach.understanding.reading import LIKELY

Room = Callable[[Desk], bool]
# What is said to a feeling, once a talk, by what a clause tells.
_FELT = {"told_fear": "fear", "told_anger": "anger", "told_joy": "warm", "told_sad": "let_down"}
# How much surer joy has to be than a worry: to be glad with who is worried is the worse mistake, the more after a no.
_RATHER, _HARDLY = 0.15, 0.5
_NOS = ("refused", "term_refused", "part_dropped", "they_answered")


def write_which(desk: Desk) -> bool:
    """Ask what a figure is, with the three likeliest readings as sentences that can be sent back."""
    a = next((a for a in desk.reading.amounts if a.role_score < UNSURE and a.amount.high >= 1), None)
    if a is None:
        return False
    desk.draft.clarify = desk.say.say("which_figure", figure=a.text)
    desk.draft.say(desk.draft.clarify)
    part = "" if a.component_said and a.component != "base" else " base"
    named = f" {name_of(a.component)}" if a.component_said else part
    desk.draft.suggestions.extend(
        (f"They offer {a.text}{named}", f"I earn {a.text}{named} now", f"I want {a.text}{named}")
    )
    return True


def write_whose_week(desk: Desk) -> bool:
    """Ask whose week some hours are, with the answers as sentences that can be sent back."""
    told = next((e.term for e in reversed(desk.fresh) if e.kind == "week_open" and e.term), None)
    if told is None or told.figure is None:
        return False
    hours = f"{told.figure:g}"
    desk.draft.clarify = desk.say.say("whose_week", hours=hours)
    desk.draft.say(desk.draft.clarify)
    desk.draft.suggestions.extend((f"Their week is {hours} hours", f"My own week now is {hours} hours"))
    return True


def write_feeling(desk: Desk) -> bool:
    """One warm sentence, and a fact where there is worry; nothing where it was said already."""
    felt = [x for x in desk.reading.clauses if x.does("feeling")]
    shares = {m: max((x.about(m) for x in felt), default=0.0) for m in _FELT}
    hard = desk.now.deal.status == "refused" or answer_of(desk.now).due
    others = max(share for m, share in shares.items() if m != "told_joy")
    likeliest = max(shares, key=lambda m: shares[m])
    doubtful = likeliest == "told_joy" and shares["told_joy"] - others < (_HARDLY if hard else _RATHER)
    key = _FELT[likeliest] if shares[likeliest] >= LIKELY and not doubtful else ""
    if key == "let_down" and not any(e.kind in _NOS for e in desk.now.told):
        key = "torn"  # nobody has said no to them
    if key == "fear" and answer_of(desk.now).due:
        key = "pressure"  # what presses is their date
    if key == "fear" and (desk.reading.asks or any(c.matter in (*VIEWS, *HOWS) for c in desk.reading.clauses)):
        key = "worry"  # what is asked is answered, and that is the fact
    if not key or key in desk.say.shown or (key == "warm" and desk.reading.asks):
        return False  # who asks something is answered, and not congratulated first
    desk.draft.parts.insert(0, desk.say.say(key))
    return True


def write_unheld(desk: Desk) -> bool:
    """One line on a denial of what was never held; in a talk about a raise that nothing is offered is as it should
    be."""
    desk.draft.say(desk.say.say("unheld_raise" if desk.now.deal.kind == "raise" else "unheld"))
    return True


def write_rejected(desk: Desk) -> bool:
    """One line on a text that was turned away; where no other one is wanted, with what is needed for one."""
    more = desk.now.wanted.turn == desk.now.turn or desk.reading.asks
    desk.draft.say(desk.say.say("text_rejected" if more else "text_rejected_what"))
    return True


def write_practice(desk: Desk) -> bool:
    """Where the other side can be practised with."""
    desk.draft.say(desk.say.say("practice_how"))
    return True


ROOMS: dict[str, Room] = {
    "practice": write_practice,
    "news": write_news, "ask": write_ask, "again": write_again, "held": write_held, "abilities": write_abilities,
    "next_step": write_next, "closing": write_closing, "plan": write_plan, "floor": write_floor,
    "answered": write_answered, "later": write_later, "pending": write_pending, "need": write_need,
    "others": write_others, "owe": write_owed, "repay": write_repay,
    "professional": write_professional, "which_figure": write_which, "whose_week": write_whose_week,
    "feeling": write_feeling,
    "trade": write_trade, "check": write_check,
    "differs": write_differs, "rescinded": write_rescinded,
    "clocks": write_clocks, "what_if": write_if, "unheld": write_unheld,
    "rejected": write_rejected, "circumstance": write_circumstance,
    "untold": write_untold, "minded": write_minded, "expects": write_expects, "renege": write_renege,
}  # fmt: skip
