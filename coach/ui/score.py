"""A rehearsal that has ended -> its scorecard in HTML: the outcome, a chart and its table, the phases, and the round
before beside it.
"""

from __future__ import annotations

from html import escape

from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import wording
from coach.rehearsal.rounds import Past, headline
from coach.rehearsal.scene import Item
from coach.rehearsal.scorecard import Component, Scorecard, difference
from coach.rehearsal.voice import SPOKEN, package
from coach.ui.again import outcome
from coach.ui.faces import face
from coach.ui.practice import remarks
from coach.ui.sheet import sheet
from coach.ui.texts import escaped, text


def scored(session: Session, rounds: tuple[Past, ...] = ()) -> str:
    """The scorecard of the talk as it stands, with the feedback on every turn below it.

    `rounds` are all that were played, this one last.
    """
    card = session.scorecard()
    closed = session.rehearsal.over or session.rehearsal.agreed
    parts = [
        face(session.rehearsal), _result(session, card, closed=closed), outcome(session, rounds), _chart(session, card, closed=closed), _figures(session, card, closed=closed),
        _rounds(session, card), _phases(card), _lines(session, card), _honest(session, card), f"<h2>{escaped('score.turns_head')}</h2>", remarks(session),
    ]  # fmt: skip
    name, latest = text("score.head"), headline(session) or text(f"score.{card.outcome}")
    handle = f'<b>{escape(name)}</b> <span class="latest">{escape(latest)}</span>'
    return sheet("coaching", name, "".join(parts), handle=handle, kind="coaching")


def _result(session: Session, card: Scorecard, *, closed: bool) -> str:
    r = session.rehearsal
    out = f"<h2>{escaped(f'score.{card.outcome}')}</h2>"
    if card.deal:
        out += (
            f'<p class="table">{escaped("score.agreed", package=package(r.scenario, r.table.terms, card.extras))}</p>'
        )
    elif card.outcome == "open":
        out += (
            f'<p class="table">{escaped("score.then", package=package(r.scenario, r.table.terms, r.table.extras))}</p>'
        )
    if card.surplus is not None and closed:
        share = round(card.surplus * 100)
        out += f'<div class="bar" role="img" aria-label="{escaped("score.share", share=share)}"><i style="width:{share}%"></i></div>'
    if card.a_year or card.over_grant:
        money = r.scenario.scene.money
        out += f"<p>{escaped('score.more', a_year=money(card.a_year), over=money(card.over_grant))}</p>"
    return out


def _chart(session: Session, card: Scorecard, *, closed: bool) -> str:
    """For each component a track from the first offer to the most there was: what was won of it, and the target. The
    table says the same.
    """
    rows = "".join(_track(c, closed=closed) for c in card.components)
    limit = f"<span><i class=most></i>{escaped('score.limit')}</span>" if closed else ""
    got, aim = escaped("score.got"), escaped("score.target")
    key = f'<p class="key"><span><i class="got"></i>{got}</span><span><i class="aim"></i>{aim}</span>{limit}</p>'
    return f'<div class="score-chart" aria-hidden="true">{rows}{key}</div>' if rows else ""


def _track(c: Component, *, closed: bool) -> str:
    ends = [c.opening, c.deal, *([c.target] if c.target else []), *([c.reservation] if closed else [])]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return round(4 + 92 * (value - low) / span, 1)

    first, got = at(c.opening), at(c.deal)
    aim = f'<i class="aim" style="left:{at(c.target)}%"></i>' if c.target else ""
    most = f'<i class="most" style="left:{at(c.reservation)}%"></i>' if closed else ""
    return (
        f'<div class="row"><span>{_name(c.item)}</span><span class="track"><i class="won" style="left:{min(first, got)}%;width:{abs(got - first)}%"></i>'
        f'<i class="first" style="left:{first}%"></i>{most}{aim}<i class="got" style="left:{got}%"></i></span></div>'
    )


def _figures(session: Session, card: Scorecard, *, closed: bool) -> str:
    money = session.rehearsal.scenario.scene.money
    rows = ""
    for c in card.components:
        cells = (money(c.opening), money(c.deal), money(c.target) if c.target else "", money(c.reservation) if closed else text("score.at_end"))  # fmt: skip
        rows += _row(_name(c.item), cells)
    return _table(("", "first", "got", "target", "limit"), rows)


def _rounds(session: Session, card: Scorecard) -> str:
    """The talk before this one beside it."""
    before = session.earlier
    if before is None:
        return ""
    money = session.rehearsal.scenario.scene.money
    rows = _row(text("score.outcome"), (text(f"score.{before.outcome}"), text(f"score.{card.outcome}")))
    if before.surplus is not None and card.surplus is not None:
        rows += _row(text("score.won"), (f"{before.surplus:.0%}", f"{card.surplus:.0%}"))
    held = {c.item: c for c in before.components}
    for c in card.components:
        rows += _row(_name(c.item), (money(held[c.item].deal) if c.item in held else "", money(c.deal)))
    points = {p.phase: p.points for p in before.phases}
    for p in card.phases:
        rows += _row(p.phase.capitalize(), (_points(points.get(p.phase)), _points(p.points)))
    rows += _row(text("score.turns"), (str(before.turns), str(card.turns)))
    return f'<section id="rounds"><h2>{escaped("score.against")}</h2><p>{escape(difference(before, card))}</p>{_table(("", "last", "now"), rows)}</section>'


def _phases(card: Scorecard) -> str:
    held = wording()
    rows = ""
    for p in card.phases:
        good = ", ".join(held.strengths[x].lower() for x in p.good)
        bad = ", ".join(held.mistakes[x].name.lower() for x in p.bad)
        words = " · ".join(x for x in (f"✓ {good}" if good else "", f"✗ {bad}" if bad else "") if x)
        rows += _row(p.phase.capitalize(), (_points(p.points), words))
    return _table(("phase", "points", ""), rows)


def _points(points: int | None) -> str:
    return text("score.unreached") if points is None else text("score.of", points=points)


def _lines(session: Session, card: Scorecard) -> str:
    out = ""
    for key, number in (("best", card.best), ("worst", card.worst)):
        if not number:
            continue
        out += f'<p class="say"><span>{escaped(f"score.{key}", turn=number)}</span>{escape(session.rehearsal.rounds[number - 1].words)}</p>'
        mistakes = session.feedback[number - 1].mistakes if key == "worst" else ()
        if mistakes and mistakes[0].instead:
            out += f'<p class="say"><span>{escaped("coaching.instead")}</span>{escape(mistakes[0].instead)}</p>'
    return out


def _honest(session: Session, card: Scorecard) -> str:
    if not session.rehearsal.rounds:
        return ""
    said = text("score.claims", claims="; ".join(card.honest)) if card.honest else text("score.honest")
    return f'<p class="file">{escape(said)}</p>'


def _name(item: Item) -> str:
    return SPOKEN[item].capitalize()


def _row(name: str, cells: tuple[str, ...]) -> str:
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(c)}</td>" for c in cells)}</tr>'


def _table(head: tuple[str, ...], rows: str) -> str:
    cells = "".join(f'<th scope="col">{escaped(f"score.{h}")}</th>' if h else "<td></td>" for h in head)
    return f'<div class="rows" tabindex="0" role="region" aria-label="{escaped("score.figures")}"><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>'
