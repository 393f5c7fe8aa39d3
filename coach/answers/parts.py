"""Evidence -> answers from a guide's named parts: levers, premiums, strategy targets, sources."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from coach.answers.pay import job
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.words import content_words, cut, numbered, overlap
from index.claims import CLAIMS_OFFER
from index.guide import Guide, Lever, Lines
from index.money import money_in
from index.parse.strategy import kind_of_sentence, sentences
from index.places import fold

CLOSE_ENOUGH = 0.6
_ACCEPT = re.compile(
    r"\baccept|\bwalk|\bfloor\b|\blowest|\bleast\b|\bminimum|\bmin\b|\bsay yes|\bline\b|\bsettle|\bsign\b|\btake\b|\bgood enough|\bturn (?:it )?down",
    re.I,
)
_FIRST_PERSON_ASK = re.compile(r"\bi(?:['’]d| would) like to accept\b|\bi believe\b.*\bright number\b", re.I)


def answer_levers(question: Question, guide: Guide, draft: Draft) -> None:
    """List the guide's levers, each with its own words in short."""
    if not guide.levers:
        draft.abstained = True
        draft.say(f"The {job(guide)} guide names no levers.")
        return
    draft.say(f"The {job(guide)} guide names {numbered(len(guide.levers), 'lever')}:")
    lines = []
    for lever in guide.levers:
        source = draft.cite(guide, lever.lines, lever.title)
        first = next(iter(honest(lever)[0]), "")
        said = f" — “{draft.quote(guide, cut(first, 180), 'script', lever.lines, lever.title)}”" if first else ""
        lines.append(f"{lever.number}. **{lever.title}**{said} {source}")
    draft.say("\n".join(lines))
    draft.suggestions.append(f"Write me the script for “{guide.levers[0].title}”")


def title_match(title: str, text: str) -> float:
    """How much of a title a text names, 0 to 1, slips of the finger allowed."""
    name = content_words(title)
    if not name:
        return 0.0
    exact = overlap(name, text)
    near = fuzz.partial_ratio(fold(title), fold(text)) / 100 if len(title) > 6 else 0.0
    return max(exact, near if near > 0.85 else 0.0)


def honest(lever: Lever) -> tuple[list[str], list[str]]:
    """(sentences anyone can say, sentences that claim an offer or other talks) of a lever's script."""
    every = sentences(lever.script or lever.text)
    dropped = [s for s in every if CLAIMS_OFFER.search(s)]
    return [s for s in every if s not in dropped], dropped


def answer_strategy(question: Question, guide: Guide, draft: Draft) -> None:
    """The strategy's own sentences on where to open, what to aim for, what to accept; the kind asked for comes first."""
    held: list[tuple[str, str, Lines, str]] = []
    for strategy in guide.strategies:
        for sentence in sentences(strategy.text):
            kind = "open" if _FIRST_PERSON_ASK.search(sentence) else kind_of_sentence(sentence)
            if kind and money_in(sentence):
                held.append((kind, sentence, strategy.lines, strategy.heading))
    if not held:
        _say_strategy_without_figures(guide, draft)
        return
    wants_floor = bool(_ACCEPT.search(question.mentions.without_names(question.text)))
    floor = [h for h in held if h[0] == "accept"]
    asks = [h for h in held if h[0] in ("open", "target")]
    first, second = (floor, asks) if wants_floor else (asks, floor)
    if not first:
        what = "walk-away figure" if wants_floor else "opening figure"
        draft.say(f"The {job(guide)} strategy names no {what}.")
    for group, lead in ((first, _lead(wants_floor, guide)), (second, "It also says:")):
        if group:
            quoted = " ".join(draft.quote(guide, s, "strategy", lines, heading) for _, s, lines, heading in group[:4])
            source = draft.cite(guide, group[0][2], group[0][3])
            inner = quoted.strip('“”"')
            draft.say(f"{lead} “{inner}” {source}")


def _lead(wants_floor: bool, guide: Guide) -> str:
    if wants_floor:
        return f"The {job(guide)} strategy's floor:"
    return f"The {job(guide)} strategy's opening and target:"


def _say_strategy_without_figures(guide: Guide, draft: Draft) -> None:
    if not guide.strategies:
        draft.abstained = True
        draft.say(f"The {job(guide)} guide has no strategy section.")
        return
    strategy = guide.strategies[0]
    source = draft.cite(guide, strategy.lines, strategy.heading)
    draft.say(
        f"The {job(guide)} strategy names no such figure. It says: “{draft.quote(guide, cut(strategy.text), 'strategy', strategy.lines, strategy.heading)}” {source}"
    )


def answer_sources(question: Question, guide: Guide, draft: Draft) -> None:
    """The guide's own list of sources."""
    if not guide.sources:
        draft.abstained = True
        draft.say(f"The {job(guide)} guide names no source for its figures.")
        draft.caveat("No source is named, so treat these figures with care.")
        return
    draft.say(f"The {job(guide)} guide names {numbered(len(guide.sources), 'source')}:")
    lines = []
    for source in guide.sources:
        number = draft.cite(guide, source.lines, "Evidence & Sources")
        lines.append(f"- {draft.quote(guide, source.text, 'script', source.lines, 'Evidence & Sources')} {number}")
    draft.say("\n".join(lines))
