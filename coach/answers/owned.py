"""A complaint about the coach that is justified -> one short honest half-sentence before the answer."""

from __future__ import annotations

from coach.answers.desk import Desk, name_of
from coach.dialogue.remarks import quotes_coach
from coach.phrasing.spoken import sayings_of
from coach.understanding.reading import SURE

_RIGHTED = ("corrected", "taken_back")
_NEW = ("offer_made", "pay_told")


def own_error(desk: Desk) -> None:
    """Begin the reply with what the coach got wrong, where the message finds fault and the talk shows it: a part left
    out, something held wrongly, figures of its own taken for the person's, a line they never said."""
    key, part = _error(desk)
    if not key or not desk.draft.parts or any(p in sayings_of("again") for p in desk.draft.parts):
        return
    desk.draft.parts.insert(0, desk.say.say(key, part=part) if part else desk.say.say(key))


def _error(desk: Desk) -> tuple[str, str]:
    """(the key of what is said, the part that was left out, if any); no key where nothing is shown to be wrong."""
    faults = [c for c in desk.reading.clauses if c.finds_fault]
    if not faults:
        return "", ""
    named = {component for c in faults for component in desk.reading.named_in(c)}
    new = (e.after.component for e in desk.fresh if e.kind in _NEW and e.after and e.before is None)
    if left := next((name_of(component) for component in new if component in named), ""):
        return "own_left", left
    if any(e.kind in _RIGHTED or e.undoes for e in desk.fresh):
        return "own_wrong", ""
    if quotes_coach(desk.before, desk.reading):
        return "own_figures", ""
    strikes = any(c.share("leave_out") >= SURE for c in desk.reading.clauses)
    shown = desk.draft.text is not None and bool(desk.before.wanted.written)
    return ("own_line", "") if strikes and shown else ("", "")
