"""A rehearsal session -> the HTML beside it: who one talks to, how it stands, and the feedback turn by turn as chips
that open.
"""

from __future__ import annotations

from html import escape

from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import Feedback, Remark
from coach.rehearsal.voice import package
from coach.ui.again import drill_card
from coach.ui.faces import face
from coach.ui.sheet import sheet
from coach.ui.shell import act
from coach.ui.texts import escaped, text


def coaching(session: Session | None, *, coached: bool = True) -> str:
    """Where the talk stands and, if the coach is to speak up (`coached`), the feedback on each turn, the last one
    first.
    """
    if session is None:
        head, lead = escaped("coaching.head"), escaped("coaching.empty")
        return f'<div class="evidence empty"><h2>{head}</h2><p>{lead}</p></div>'
    cards = remarks(session)
    if not coached:
        cards = f'<p class="file">{escaped("coaching.quiet")}</p>'
    if session.drill:
        cards = drill_card(session) + cards
    latest = _latest(session) if coached else ""
    name = text("coaching.head")
    handle = f'<b>{escape(name)}</b> <span class="latest">{latest}</span>' if latest else ""
    inside = f"<h2>{escape(name)}</h2>{standing(session)}{cards}"
    return sheet("coaching", name, inside, handle=handle, kind="coaching")


def _latest(session: Session) -> str:
    """The last turn's feedback by its names, for a phone's handle."""
    if not session.feedback[session.given :]:
        return ""
    last = session.feedback[-1]
    signed = [*(("✗", "bad", m.name) for m in last.mistakes), *(("✓", "good", s.name) for s in last.strengths)]
    return " · ".join(f'<span class="{kind}">{sign}</span> {escape(name)}' for sign, kind, name in signed)


def standing(session: Session) -> str:
    """The recruiter, the turns and the patience that are left, and what is on the table."""
    r = session.rehearsal
    rounds, patience, most = r.scenario.limits.rounds, max(0, r.table.patience), r.scenario.limits.patience
    turn = min(len(r.rounds) + (0 if r.over else 1), rounds)
    return (
        f'{face(r)}<div class="meters">{_meter("turn", turn, rounds)}{_meter("patience", patience, most)}</div>'
        f'<p class="table">{escaped("coaching.table", package=package(r.scenario, r.table.terms, r.table.extras))}</p>'
    )


def _meter(key: str, value: int, most: int) -> str:
    name, said = escaped(f"coaching.{key}"), escaped("coaching.of", value=value, most=most)
    value = min(value, most)
    share = round(100 * value / max(1, most))
    return (
        f'<div class="meter" role="meter" aria-label="{name}" aria-valuemin="0" aria-valuemax="{most}" aria-valuenow="{value}" aria-valuetext="{said}">'
        f'<span>{name} <b>{said}</b></span><span class="bar"><i style="width:{share}%"></i></span></div>'
    )


def remarks(session: Session) -> str:
    """The feedback on every turn, the last one first, each to be replayed from."""
    turns = list(enumerate(zip(session.rehearsal.rounds, session.feedback, strict=True), 1))
    own = turns[session.given :]  # those before were the coach's
    return "".join(_remarks(n, held.words, feedback, latest=n == len(turns)) for n, (held, feedback) in reversed(own))


def hinted(remark: Remark | None) -> str:
    """What the coach would say now, above the box, to be taken with one tap."""
    if remark is None:
        return ""
    return (
        f'<div class="hinted" role="status"><p><b>{escaped("coaching.says")}</b>{escape(remark.instead)}</p>{_use(remark.instead)}'
        f'<button type="button" {act("unhint")} aria-label="{escaped("coaching.close")}">×</button></div>'
    )


def _remarks(number: int, words: str, feedback: Feedback, *, latest: bool) -> str:
    again = f'<button type="button" class="again" {act("replay", turn=number)}>{escaped("coaching.replay")}</button>'
    bad = "".join(_chip(m, "bad", "✗", opened=latest and n == 0) for n, m in enumerate(feedback.mistakes))
    good = "".join(_chip(s, "good", "✓") for s in feedback.strengths)
    more = f'<p class="file">{escaped("coaching.more", count=feedback.more)}</p>' if feedback.more else ""
    nothing = f'<p class="file">{escaped("coaching.none")}</p>' if not bad and not good else ""
    said = words if len(words) < 90 else words[:88].rsplit(" ", 1)[0] + " …"
    return (
        f'<article class="cite remark"><h3><span class="number">{number}</span>{escaped("coaching.yours")}{again}</h3><p class="said">{escape(said)}</p>'
        f'<div class="chips">{bad}{good}</div>{more}{nothing}</article>'
    )


def _chip(remark: Remark, kind: str, sign: str, *, opened: bool = False) -> str:
    shown = f"<q>{escape(remark.words)}</q>" if remark.words else ""
    why = f"<p>{shown} {escape(remark.why)}</p>" if remark.why or shown else ""
    line = ""
    if remark.instead:
        where = "; ".join(text("coaching.where", guide=s.guide, line=s.lines.first) for s in remark.sources)
        small = f"<small>{escape(where)}</small>" if where else ""
        line = f'<p class="say"><span>{escaped("coaching.instead")}</span>{escape(remark.instead)}{small}</p>{_use(remark.instead)}'
    if remark.label == "unsupported_claim" and remark.words:
        line += f'<button type="button" class="use" {act("believe", words=remark.words)}>{escaped("coaching.is_true")}</button>'
    if not why and not line:
        return f'<span class="chip {kind}"><i aria-hidden="true">{sign}</i>{escape(remark.name)}</span>'
    return f'<details class="chip {kind}"{" open" if opened else ""}><summary><i aria-hidden="true">{sign}</i>{escape(remark.name)}</summary>{why}{line}</details>'


def _use(line: str) -> str:
    return f'<button type="button" class="use" data-use="{escape(line)}">{escaped("coaching.use")}</button>'
