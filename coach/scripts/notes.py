"""Why the ask is what it is, what the wish leaves behind, and what was left out of a text."""

from __future__ import annotations

from coach.phrasing.terms import content_of
from coach.reply.draft import SLOT
from coach.scripts.fields import per_period
from coach.scripts.figures import Figures
from coach.scripts.own import figures_in, joined, put_into
from coach.scripts.told import Told
from coach.standing.package import AskFor
from coach.understanding.sayable import sayable_in

_MOST, _MUCH = 3, 0.6  # things that are named; the share of their words that a text has
MISSING = "Not in it yet"  # how a note begins on what is lacking for as long as it is


def notes_of(
    told: Told, figures: Figures, facts: frozenset[str], text: tuple[str, ...], points: tuple[tuple[str, str], ...] = ()
) -> tuple[str, ...]:
    """Why the ask is what it is, what the wish leaves behind, and what was left out of what the person wants said."""
    notes: list[str] = []
    made, said = told.made, " ".join(text)
    main = told.said[0] if told.said else None
    if main and main.formula and figures.ask(main) in said:
        mark = f" {figures.draft.cite(figures.guide, *main.source)}" if main.source and figures.guide else ""
        notes.append(f"The ask of {figures.ask(main)} is {_of_which_band(told, figures, main)}{mark}.")
    if made and made.advice and not told.kind.answers:
        stake = AskFor(
            main.component if main else made.main.component,
            made.advice.at_stake,
            made.main.currency,
            made.main.period,
            "the figure the range supports − your figure",
        )
        slot, more = figures.ask(stake), figures.ask(made.advice.supported)
        per = (per_period(stake.part) or " a year") if made.main.component in ("base", "total") else ""
        left = f"your figure leaves {slot}{per} unasked"
        notes.append(f"The range would carry {more}; {left}. It stays as you said it.")
    names_rival = any("{rival" in t.text for t in told.kind.texts)
    if names_rival and told.situation.competing and not any(k in facts for k in ("rival", "rival_figure")):
        names = joined(tuple(o.company for o in told.situation.competing))
        notes.append(f"I left {names} out: it is not the better one on the figures I have, or you asked me to.")
    read = SLOT.sub(lambda m: figures.draft.figures[int(m[1]) - 1].text, said)
    wanted = (*(x for w in told.put_in if not put_into(w) for x in _things(w)), *(w for _, w in points))
    out = frozenset(told.to.casefold().split()).union(*map(content_of, told.hidden))
    named = (x for x in wanted if " " in x and not out & content_of(x))  # a word alone is no thing to say
    lost = tuple(dict.fromkeys(x for x in named if not _is_said(x, read)))[:_MOST]
    if lost:
        names = joined(tuple(f"“{figures.registered(x)}”" for x in lost))
        notes.append(f"{MISSING}, because I could not fit it into a sentence: {names}.")
    return tuple(notes)


def _is_said(words: str, said: str) -> bool:
    """Whether a text says words: most of them, or their figure."""
    about, figures = content_of(words), figures_in(words)
    return len(about & content_of(said)) >= _MUCH * len(about) and (not figures or bool(figures & figures_in(said)))


def _things(words: str) -> tuple[str, ...]:
    """What words want to have in a text; none in those that only ask for a change."""
    return tuple(x.words for x in sayable_in(words, ("put_in",)) if x.form != "hide")


def _of_which_band(told: Told, figures: Figures, ask: AskFor) -> str:
    """How a figure came about, with the band that it is of, so that anybody can work it out again."""
    formula = figures.registered(ask.formula)
    held = next((p for p in told.situation.offer if p.component == ask.component), None)
    band = figures.range(ask.component, held, told.situation.offer) if "the band," in formula else ""
    return formula.replace("the band,", f"the {band} band,") if band else formula
