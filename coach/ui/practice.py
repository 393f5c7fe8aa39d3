"""A rehearsal session -> the HTML beside it: feedback turn by turn, or the scorecard; everything a person typed is escaped."""

from __future__ import annotations

from html import escape

from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import Feedback, wording
from coach.rehearsal.scorecard import Component, Scorecard, difference
from coach.rehearsal.voice import SPOKEN, package

EMPTY = '<div class="evidence empty"><h2>Coach</h2><p>Beside each of your turns stands what it did well, what it cost, and what to say instead.</p></div>'
_OUTCOMES = {
    "deal": "You have a deal", "withdrawn": "They broke the talk off", "lapsed": "No deal: the talk ran out", "open": "Not over yet",
}  # fmt: skip


def coaching(session: Session | None, *, coached: bool = True) -> str:
    """Where the talk stands and, if the coach is to speak up (`coached`), the feedback on each turn, the last one first."""
    if session is None:
        return EMPTY
    r = session.rehearsal
    rounds, patience = r.scenario.limits.rounds, max(0, r.table.patience)
    most = r.scenario.limits.patience
    meters = (
        f'<p class="meters"><span>Turn {min(len(r.rounds) + 1, rounds)} of {rounds}</span>'
        f'<span role="img" aria-label="Patience {patience} of {most}">Patience <b>{"●" * patience}{"○" * max(0, most - patience)}</b></span></p>'
        f'<p class="table">On the table: {escape(package(r.scenario, r.table.terms, r.table.extras))}</p>'
    )
    cards = _cards(session)
    if not coached:
        cards = '<p class="file">The coach keeps quiet until the end; a hint is there when you want one.</p>'
    return f'<div class="evidence coaching" id="coaching"><a class="opener" href="#coaching">Coach</a><div class="sheet"><a class="closer" href="#chat" aria-label="Close the coach">×</a><h2>Coach</h2>{meters}{cards}</div></div>'


def _cards(session: Session) -> str:
    turns = enumerate(zip(session.rehearsal.rounds, session.feedback, strict=True), 1)
    return "".join(_card(n, feedback) for n, (_, feedback) in reversed(list(turns)))


def _card(number: int, feedback: Feedback) -> str:
    parts = [f'<article class="cite remark"><h3><span class="number">{number}</span>Your turn</h3>']
    for m in feedback.mistakes:
        shown = f" <q>{escape(m.words)}</q>" if m.words else ""
        parts.append(f'<p class="bad"><b>{escape(m.name)}</b>{shown}<br>{escape(m.why)}</p>')
        if m.instead:
            where = "; ".join(f"{s.guide}, line {s.lines.first}" for s in m.sources)
            parts.append(
                f'<p class="say"><span>Say instead</span>{escape(m.instead)}'
                + (f"<small>{escape(where)}</small>" if where else "")
                + "</p>"
            )
    if feedback.more:
        parts.append(f'<p class="file">{feedback.more} more to look at once these are mended.</p>')
    for s in feedback.strengths:
        shown = f" <q>{escape(s.words)}</q>" if s.words else ""
        parts.append(f'<p class="good"><b>{escape(s.name)}</b>{shown}</p>')
    if not feedback.mistakes and not feedback.strengths:
        parts.append('<p class="file">Nothing to mend in this one.</p>')
    return "".join(parts) + "</article>"


def scored(session: Session, *, coached: bool = True) -> str:
    """The scorecard of the talk as it stands; where the coach kept quiet so far, with the feedback on every turn below it."""
    card = session.scorecard()
    r = session.rehearsal
    scene = r.scenario.scene
    closed = r.over or r.agreed
    head = f"<h2>{_OUTCOMES[card.outcome]}</h2>"
    if card.deal:
        head += f'<p class="table">Agreed: {escape(package(r.scenario, r.table.terms, card.extras))}</p>'
    if card.surplus is not None and closed:
        share = round(card.surplus * 100)
        head += (
            f"<p>You won <b>{share}%</b> of what they could have given.</p>"
            f'<div class="bar" role="img" aria-label="{share} percent of what could be won"><i style="width:{share}%"></i></div>'
        )
    if card.a_year or card.over_grant:
        head += f"<p>{escape(scene.money(card.a_year))} more a year, {escape(scene.money(card.over_grant))} more over four years with stock and sign-on.</p>"
    if session.earlier and (said := difference(session.earlier, card)):
        head += f"<p>{escape(said)}</p>"
    rows = "".join(_row(session, c, closed=closed) for c in card.components)
    table = f'<div class="rows"><table><thead><tr><th></th><th>First</th><th>You got</th><th>Target</th><th>They could go to</th></tr></thead><tbody>{rows}</tbody></table></div>'
    turns = ""
    for title, number in (("Best line", card.best), ("Line to change", card.worst)):
        if number:
            said = f'<p class="say"><span>{title}, turn {number}</span>{escape(r.rounds[number - 1].words)}</p>'
            mistakes = session.feedback[number - 1].mistakes if title == "Line to change" else ()
            said += f'<p class="say"><span>Say instead</span>{escape(mistakes[0].instead)}</p>' if mistakes else ""
            turns += said
    honest = (
        (
            "Claims you have not backed: " + "; ".join(card.honest)
            if card.honest
            else "Nothing you claimed went against what you told me."
        )
        if r.rounds
        else ""
    )
    return f'<div class="evidence coaching" id="coaching"><a class="opener" href="#coaching">Scorecard</a><div class="sheet"><a class="closer" href="#chat" aria-label="Close the scorecard">×</a>{head}{table}{_phases(card)}{turns}<p class="file">{escape(honest)}</p>{"" if coached else _cards(session)}</div></div>'


def _row(session: Session, c: Component, *, closed: bool) -> str:
    money = session.rehearsal.scenario.scene.money
    cells = [
        money(c.opening),
        money(c.deal),
        money(c.target) if c.target else "",
        money(c.reservation) if closed else "at the end",
    ]
    return f"<tr><th>{SPOKEN[c.item].capitalize()}</th>" + "".join(f"<td>{escape(x)}</td>" for x in cells) + "</tr>"


def _phases(card: Scorecard) -> str:
    held = wording()
    rows = ""
    for p in card.phases:
        points = "not reached" if p.points is None else f"{p.points} of 4"
        good = ", ".join(held.strengths[x].lower() for x in p.good)
        bad = ", ".join(held.mistakes[x].name.lower() for x in p.bad)
        rows += f'<tr><th>{p.phase.capitalize()}</th><td>{points}</td><td><span class="good">{escape(good)}</span> <span class="bad">{escape(bad)}</span></td></tr>'
    return f'<div class="rows"><table><thead><tr><th>Phase</th><th>Points</th><th></th></tr></thead><tbody>{rows}</tbody></table></div>'
