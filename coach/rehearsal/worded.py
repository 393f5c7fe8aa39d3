"""A session + a language model -> {a line of the recruiter's or the coach's as code says it: the words in its place}.

The talk itself stays as code holds it: it is judged, decided and played again by the built-in texts, and the words are
only shown. Where a text is another (the guides changed, another turn), its words are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coach.evidence.craft import FITS, find
from coach.evidence.retrieve import Library
from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import Feedback, Remark
from coach.rehearsal.ground import PAID
from coach.rehearsal.replies import Reaction
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import ITEMS, Item
from coach.rehearsal.voice import ways
from coach.reply import Figure
from coach.writer.budget import Budget
from coach.writer.played import Line, Part, played
from coach.writer.wording import PATIENCE_S

if TYPE_CHECKING:
    from coach.writer.wording import Writer

_PASSAGES = 2  # of craft, that the reason for a remark may draw on


@dataclass(frozen=True, slots=True)
class Worded:
    """The words for built-in texts, and why the last turn has none, where the model was left."""

    words: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""


def worded(session: Session, writer: Writer | None, library: Library, known: Mapping[str, str] | None = None) -> Worded:
    """The words that are `known`, and the model's for the last turn (before the first one, for the opening).

    Without a model, and where its words do not pass, the built-in texts stand; it takes a reply's budget at most.
    """
    known = known or {}
    if writer is None:
        return Worded(known)
    part = _part(session, library)
    left = tuple(x for x in part.lines if x.text not in known)
    if not left:
        return Worded(known)
    made = played(writer, replace(part, lines=left), library.names, Budget(min(writer.patience_s, PATIENCE_S)))
    return Worded({**known, **made.words}, made.failed)


def shown(session: Session, words: Mapping[str, str]) -> tuple[Feedback, ...]:
    """The feedback on each turn in the words there are."""

    def said(remark: Remark) -> Remark:
        return replace(remark, why=words.get(remark.why, remark.why), instead=words.get(remark.instead, remark.instead))

    return tuple(replace(f, mistakes=tuple(map(said, f.mistakes))) for f in session.feedback)


def _part(session: Session, library: Library) -> Part:
    r = session.rehearsal
    scenario = r.scenario
    setup = scenario.setup
    whose = f"{scenario.company or 'an employer'}, {scenario.role or 'a job'}"
    about = f"a {setup.persona} recruiter of {whose}; {setup.talk}, by {setup.channel}"
    if not r.rounds:
        offer = dict(scenario.scene.offer)
        opening = Reaction("open", tuple(offer.items()))
        lines = [Line("recruiter", r.opened, _groups(scenario, (opening,), offer, (), r.opened))]
        return Part(tuple(lines), _figures(scenario, [offer]), "", about)
    last = r.rounds[-1]
    terms, extras = last.table.terms, last.table.extras
    lines = [Line("recruiter", last.reply, _groups(scenario, last.reactions, terms, extras, last.reply))]
    for remark in session.feedback[-1].mistakes[:1]:
        lines += [Line("why", remark.why, more=_craft(f"{remark.name}. {remark.why}", library))] if remark.why else []
        deeds = scenario.scene.profile.achievements  # what was said in the turn may be the very mistake
        lines += [Line("instead", remark.instead, more=deeds)] if remark.instead else []
    return Part(tuple(lines), _figures(scenario, [last.before.terms, terms, last.table.asked]), last.words, about)


def _groups(
    scenario: Scenario, reactions: tuple[Reaction, ...], terms: Mapping[Item, float], extras: tuple[str, ...], said: str
) -> tuple[tuple[str, ...], ...]:
    """For each thing that was said, the ways to say it, as it was said first."""
    out = []
    for reaction in reactions:
        found = ways(scenario, reaction, terms, extras, reactions)
        own = next((w for w in found if w in said), "")
        if own:
            out.append((own, *(w for w in found if w != own)))
    return tuple(out)


def _figures(scenario: Scenario, tables: list[Mapping[Item, float]]) -> tuple[Figure, ...]:
    """The figures on the table and those asked for, each with its part of the pay; one that stands for two parts is
    nobody's.
    """
    scene = scenario.scene
    parts: dict[str, dict[Item, float]] = {}
    for terms in tables:
        for item in ITEMS:
            if terms.get(item):
                parts.setdefault(scene.money(terms[item]), {})[item] = terms[item]
    out = []
    for text, held in parts.items():
        value = next(iter(held.values()))
        part = next(iter(held)) if len(held) == 1 else ""
        unit = f"per {scenario.period}" if scenario.period and set(PAID) & held.keys() else "absolute"
        out.append(Figure(text, "user", part, "", "", "", scene.currency, unit, value, value))
    return tuple(out)


def _craft(about: str, library: Library) -> tuple[str, ...]:
    """What the craft says of a remark."""
    found = find(about, library, _PASSAGES, library.store)
    return tuple(" ".join(p.chunk.text.split()) for p in found if p.score >= FITS)
