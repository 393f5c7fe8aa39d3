"""A session -> its transcript with feedback, and its scorecard, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.playbook.book import Playbook, PlaybookBlock, PlaybookSection
from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import Feedback
from coach.rehearsal.scorecard import Scorecard, difference
from coach.rehearsal.voice import SPOKEN, package

_OWN = "your own figures"
_TALKS = {"new_offer": "A new offer", "raise": "A raise with your manager", "counter": "Your boss wants to keep you"}
_OUTCOMES = {
    "deal": "You have a deal", "withdrawn": "They broke the talk off", "lapsed": "No deal: the talk ran out", "open": "The talk is still open",
}  # fmt: skip


def to_markdown(session: Session) -> str:
    """The whole rehearsal: who, the talk turn by turn with feedback, and the scorecard."""
    r = session.rehearsal
    setup = r.scenario.setup
    where = f", {r.scenario.scene.region}" if r.scenario.scene.region else ""
    head = [
        f"# Rehearsal: {r.scenario.named or _OWN}{where}",
        f"{_TALKS[setup.talk]}, {setup.channel}; {setup.persona}, {setup.difficulty}, seed {setup.seed}.",
    ]
    return "\n\n".join([*head, turns_markdown(session), score_markdown(session)]) + "\n"


def turns_markdown(session: Session) -> str:
    """The talk, each turn with what the coach says of it."""
    r = session.rehearsal
    parts = [f"**They:** {r.opened}"]
    for n, (held, feedback) in enumerate(zip(r.rounds, session.feedback, strict=True), start=1):
        parts.append(f"**You ({n}):** " + held.words.replace("\n", " "))
        if said := _remarks(feedback):
            parts.append(said)
        if held.reply:
            parts.append("**They:** " + held.reply.replace("\n\n", " "))
    return "\n\n".join(parts)


def _remarks(feedback: Feedback) -> str:
    lines = []
    for remark in feedback.mistakes:
        shown = f" (“{remark.words}”)" if remark.words else ""
        where = "; ".join(f"{s.guide}, lines {s.lines.first}–{s.lines.last}" for s in remark.sources)
        said = f" Say: *{remark.instead}*{f' ({where})' if where else ''}" if remark.instead else ""
        lines.append(f"- ✗ **{remark.name}**{shown}: {remark.why}{said}")
    lines += [f"- ✓ {r.name}" + (f" (“{r.words}”)" if r.words else "") for r in feedback.strengths]
    if feedback.made_up:
        lines.append(f"- Made up for this rehearsal: {', '.join(feedback.made_up)}.")
    return "\n".join(lines)


def score_markdown(session: Session) -> str:
    """The scorecard: the deal, what it is worth, the phases, the best and the worst line."""
    card = session.scorecard()
    scene, scenario = session.rehearsal.scenario.scene, session.rehearsal.scenario
    parts = [f"## {_OUTCOMES[card.outcome]}"]
    if card.deal:
        parts.append(f"Agreed: {package(scenario, session.rehearsal.table.terms, card.extras)}.")
    over = session.rehearsal.over or session.rehearsal.agreed
    if card.surplus is not None and over:
        parts.append(f"You captured **{card.surplus:.0%}** of what the recruiter could have given.")
    elif card.surplus is None:
        parts.append("The recruiter had no room in this talk: the offer was at the top already.")
    if card.deal and card.extras_worth:
        parts.append(f"The terms beside the pay are worth about {scene.money(card.extras_worth)} a year.")
    if card.a_year or card.over_grant:
        parts.append(
            f"That is {scene.money(card.a_year)} more a year, and {scene.money(card.over_grant)} more over four years with stock and sign-on."
        )
    if session.earlier and (said := difference(session.earlier, card)):
        parts.append(said)
    parts.append(_table(session, card))
    rows = ["| Phase | Points | What helped | What cost |", "|---|---|---|---|"]
    for p in card.phases:
        points = "not reached" if p.points is None else f"{p.points} of 4"
        rows.append(f"| {p.phase.capitalize()} | {points} | {_names(p.good)} | {_names(p.bad)} |")
    parts.append("\n".join(rows))
    rounds = session.rehearsal.rounds
    parts += _lines(session, card)
    if card.honest:
        parts.append("**Claims you have not backed:** " + "; ".join(f"“{w}”" for w in card.honest))
    elif rounds:
        parts.append("Nothing you claimed went against what you told me.")
    return "\n\n".join(parts)


def _lines(session: Session, card: Scorecard) -> Iterator[str]:
    """The best line of a talk, and the one to change with what to say instead."""
    rounds = session.rehearsal.rounds
    if card.best:
        yield f"**Best line** (turn {card.best}): {rounds[card.best - 1].words}"
    if card.worst:
        yield f"**Line to change** (turn {card.worst}): {rounds[card.worst - 1].words}"
        if mistakes := session.feedback[card.worst - 1].mistakes:
            yield f"Say: *{mistakes[0].instead}*"


def with_rehearsal(playbook: Playbook, session: Session) -> Playbook:
    """The playbook with a section of what the rehearsal showed: the score, and the lines to say instead of those that
    cost.
    """
    card = session.scorecard()
    won = "" if card.surplus is None else f", {card.surplus:.0%} of what the recruiter could give"
    blocks = [PlaybookBlock("text", (f"{_OUTCOMES[card.outcome]}{won}.",))]
    rows: list[tuple[str, ...]] = [("You said", "Say instead")]
    for r, feedback in zip(session.rehearsal.rounds, session.feedback, strict=True):
        rows += [
            (r.words.replace("\n", " ").replace("|", "/"), f"{m.instead} ({m.name.lower()})")
            for m in feedback.mistakes
            if m.instead
        ]
    if len(rows) > 1:
        blocks.append(PlaybookBlock("table", rows=tuple(rows)))
    if card.best:
        blocks.append(PlaybookBlock("text", (f"**Your best line:** {session.rehearsal.rounds[card.best - 1].words}",)))
    section = PlaybookSection("rehearsal", "Your rehearsal", tuple(blocks))
    at = next((i for i, s in enumerate(playbook.sections) if s.key == "company"), len(playbook.sections))
    return replace(playbook, sections=(*playbook.sections[:at], section, *playbook.sections[at:]))


def _table(session: Session, card: Scorecard) -> str:
    scene = session.rehearsal.scenario.scene
    closed = session.rehearsal.over or session.rehearsal.agreed
    got = "You got" if closed else "On the table"
    terms = session.rehearsal.table.terms
    rows = [f"| | First offer | {got} | Your target | They could have gone to |", "|---|---|---|---|---|"]
    for c in card.components:
        target = scene.money(c.target) if c.target else ""
        most = scene.money(c.reservation) if closed else "told at the end"
        rows.append(
            f"| {SPOKEN[c.item].capitalize()} | {scene.money(c.opening)} | {scene.money(c.deal if closed else terms.get(c.item, c.deal))} | {target} | {most} |"
        )
    return "\n".join(rows)


def _names(labels: tuple[str, ...]) -> str:
    from coach.rehearsal.feedback import wording

    held = wording()
    return ", ".join((held.strengths.get(x) or held.mistakes[x].name).lower() for x in labels)
