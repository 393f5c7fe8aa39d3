"""What comes after a round, in HTML: the outcome, the turn to try again, the next round, drills, the rounds so far."""

from __future__ import annotations

from html import escape

from coach.rehearsal.coaching import Session
from coach.rehearsal.drills import SKILLS, drilled
from coach.rehearsal.feedback import wording
from coach.rehearsal.rounds import Past, costliest, harder, headline, tendency
from coach.rehearsal.scenario import Drill
from coach.ui.faces import name_of
from coach.ui.shell import act
from coach.ui.texts import escaped, text

# Where the negotiation stands -> what is worth practising first.
DRILL_AT: dict[str, Drill] = {"asked": "best", "they_answered": "best", "they_agreed": "close"}


def choices() -> list[tuple[str, str]]:
    """What can be practised: the whole talk, or one skill."""
    return [(text("rounds.whole"), ""), *((s.name, d) for d, s in SKILLS.items())]


def outcome(session: Session, rounds: tuple[Past, ...]) -> str:
    """The head of the score: what was won, where it was lost, and what to do next.

    `rounds` are all that were played, this one last.
    """
    said = headline(session)
    turn, _ = costliest(session)
    again = (
        f'<button type="button" class="use" {act("replay", turn=turn)}>{escaped("rounds.turn", turn=turn)}</button>'
        if turn
        else ""
    )
    to = harder(session.rehearsal.scenario.setup)
    who = f"{name_of(to.persona).lower()}, {to.difficulty}"
    on = f'<button type="button" class="use" {act("harder")}>{escaped("rounds.next", who=who)}</button>'
    habit = tendency(rounds)
    tends = f'<p class="file">{escaped("rounds.habit", habit=habit)}</p>' if habit else ""
    first = f'<p class="won">{escape(said)}</p>' if said else ""
    return f'<section id="next">{first}<p class="ways">{again}{on}</p>{tends}{_drills()}{_progress(rounds)}</section>'


def drill_card(session: Session) -> str:
    """Above the feedback of a drill: the task, and once it is over whether it was met."""
    skill, now = SKILLS[session.drill], drilled(session)
    if not now.done:
        left = skill.turns - (len(session.rehearsal.rounds) - session.given)
        return (
            f'<section id="drill"><h2>{escape(skill.name)}</h2><p>{escape(skill.task)}</p>'
            f'<p class="file">{escaped("rounds.one_left") if left == 1 else escaped("rounds.left", count=left)}</p></section>'
        )
    held = wording()
    good = ", ".join(held.strengths[x].lower() for x in now.good)
    bad = ", ".join(held.mistakes[x].name.lower() for x in now.bad)
    if now.passed:
        said = text("rounds.passed", what=good)
    else:
        said = text("rounds.failed", what=bad) if bad else text("rounds.missing")
    turn = len(session.rehearsal.rounds)
    again = f'<button type="button" class="use" {act("replay", turn=turn)}>{escaped("rounds.again")}</button>'
    whole = f'<button type="button" class="use" {act("whole")}>{escaped("rounds.whole")}</button>'
    return (
        f'<section id="drill" data-passed="{str(now.passed).lower()}"><h2>{escape(skill.name)}</h2>'
        f'<p>{escape(said)}</p><p class="ways">{again}{whole}</p>{_drills(session.drill)}</section>'
    )


def _drills(but: Drill = "") -> str:
    """Drills of a few minutes each."""
    ways = "".join(
        f'<button type="button" class="use" {act("drill", drill=d)}>{escape(s.name)}</button>'
        for d, s in SKILLS.items()
        if d != but
    )
    return f'<p class="file">{escaped("rounds.drills")}</p><p class="ways">{ways}</p>'


def _progress(rounds: tuple[Past, ...]) -> str:
    """The rounds on one measure, the share that was won of what could be."""
    if len(rounds) < _COMPARED:
        return ""
    rows = "".join(f"<li>{escape(name_of(r.persona))}, {r.difficulty}: <b>{_won(r)}</b></li>" for r in rounds)
    return f'<section id="progress"><h3>{escaped("rounds.mine")}</h3><ol>{rows}</ol></section>'


_COMPARED = 2


def _won(past: Past) -> str:
    if not past.deal:
        return text("rounds.no_deal")
    return "–" if past.surplus is None else f"{past.surplus:.0%}"
