"""Evidence + situation -> a script, shown with its notes; the question says which kind, lever and style."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.answers.parts import CLOSE_ENOUGH, title_match
from coach.answers.pay import job
from coach.evidence.levers import Fit, rank_levers
from coach.evidence.retrieve import Evidence
from coach.phrasing import Style
from coach.reply.draft import Draft
from coach.scripts import Script
from coach.scripts.compose import SPOKEN, Case, compose
from coach.scripts.tailor import tailor
from coach.understanding.situation import OtherOffer, Situation
from index.claims import CLAIMS_OFFER
from index.guide import Guide, Lever
from index.money import money_in
from index.parse.strategy import sentences
from index.parse.targets import targets_in
from index.places import fold

_ORDINAL = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
MOST_QUOTED = 3


def answer_script(
    evidence: Evidence, situation: Situation, draft: Draft, meant: Lever | None, style: Style, kind: str = ""
) -> None:
    """Write the script that was asked for: of the lever that is `meant`, else of the `kind`, else of the lever that
    fits best.
    """
    guide = evidence.guides[0]
    situation = _at(guide, situation)
    rows = evidence.bands[0][1] if evidence.bands else ()
    kind = "lever" if meant else kind
    lever = meant or _fitting(guide, situation, kind)
    if lever is None and kind in ("", "lever"):
        draft.abstained = True
        draft.say(f"The {job(guide)} guide has no lever script.")
        return
    case = Case(guide, rows[0] if len(rows) == 1 else None, situation, style, lever)
    script = compose(kind or "lever", case, draft)
    show(script, guide, lever if script.kind == "lever" else None, draft, situation.role)
    if script.kind == "lever" and lever:
        draft.note(why(next(f for f in rank_levers(guide, situation) if f.lever is lever), situation))
        if (case.band is None or not situation.offer) and not _own_ask(guide, lever, situation, draft):
            _own_words(guide, lever, script, draft)
    others = [x.title for x in guide.levers if x is not lever]
    draft.suggestions.extend(f"Script for “{t}”" for t in others[:2])
    draft.suggestions.append("As an e-mail" if style.channel != "email" else "Shorter")


def _at(guide: Guide, situation: Situation) -> Situation:
    """The situation with the guide's company as the one that is talked with: what another one offers is a rival's
    offer, also where the talk was about that one.
    """
    said = fold(situation.company)
    if not said or said in fold(guide.company_name) or fold(guide.company_name) in said:
        return situation.model_copy(update={"company": guide.company_name})
    other = (OtherOffer(company=situation.company, parts=situation.offer),) if situation.offer else ()
    return situation.model_copy(
        update={"company": guide.company_name, "offer": (), "competing": (*other, *situation.competing)}
    )


def _own_ask(guide: Guide, lever: Lever, situation: Situation, draft: Draft) -> bool:
    """The figure that the guide's own words for a lever go for, where the situation has none to ask for yet; False
    where they go for none.
    """
    for sentence in tailor(lever, situation).asks:
        for target in targets_in(sentence, lever.lines.first, "open"):
            slot = draft.amount(
                guide, replace(target.amount, text=""), "script", target.component, lever.lines, lever.title
            )
            draft.note(
                f"The guide's own script asks for {slot} {SPOKEN[target.component]} {draft.cite(guide, lever.lines, lever.title)}."
            )
            return True
    return False


def _own_words(guide: Guide, lever: Lever, script: Script, draft: Draft) -> None:
    """What the guide argues with that the script does not say: its figures, which are of the market or the company and
    no claim of the person's. Sentences that claim another offer are never among them.
    """
    told = [s for s in sentences(lever.text) if not CLAIMS_OFFER.search(s)]
    kept = [s for s in told if money_in(s) and s not in script.text][:MOST_QUOTED]
    if kept:
        said = draft.quote(guide, " ".join(s.strip("“”\"' ") for s in kept), "script", lever.lines, lever.title)
        draft.note(f"The guide's own words for it: “{said}” {draft.cite(guide, lever.lines, lever.title)}.")


def why(fit: Fit, situation: Situation) -> str:
    """Why a lever fits this user, or does not, in one sentence."""
    if fit.needs_offer and not situation.competing:
        return "This lever rests on another offer, so without one it carries less; only its other reasons are used."
    if fit.matched:
        return f"It fits you: its words meet what you have told me of ({', '.join(fit.matched[:3])})."
    if situation.achievements or situation.skills:
        return "It holds for anyone in this role; nothing you have told me of is about it."
    return "It holds for anyone in this role; tell me what you have done and I can make it yours."


def show(script: Script, guide: Guide | None, lever: Lever | None, draft: Draft, role: str = "") -> None:
    """The script as a quotation, then what is blank in it and what was left out; `role` is the job as the person calls
    it."""
    title = role or (guide.role_name if guide else "")
    if lever and guide:
        mark = draft.cite(guide, lever.lines, lever.title)
        named = draft.quote(guide, lever.title, "script", lever.lines, lever.title)
        draft.say(f"Script for **{named}**, to {guide.company_name} about the {title} role {mark}:")
    elif guide is None:
        draft.say(f"**{script.title}**:")
    else:
        draft.say(f"**{script.title}**, to {guide.company_name} about the {title} role:")
    draft.send(script.paragraphs, script.sendable)
    for note in script.notes:
        draft.note(note)


_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")


def named_lever(text: str, guide: Guide) -> Lever | None:
    """The lever whose title or number a text names; what it quotes is somebody else's words, but for a whole title."""
    quoted = {fold(q) for q in _QUOTED.findall(text)}
    whole = next((lever for lever in guide.levers if fold(lever.title) in quoted), None)
    return whole or _by_title(_QUOTED.sub(" ", text), guide)


def _by_title(text: str, guide: Guide) -> Lever | None:
    number = re.search(
        r"\b(?:lever\s*#?\s*(\d)|(first|second|third|fourth|fifth|last)\s+(?:lever|one|script))\b", text, re.I
    )
    if number and guide.levers:
        index = int(number[1]) - 1 if number[1] else _ORDINAL[number[2].lower()]
        if -1 <= index < len(guide.levers):
            return guide.levers[index]
    scored = [(title_match(lever.title, text), -i, lever) for i, lever in enumerate(guide.levers)]
    best = max(scored, default=None, key=lambda s: s[:2])
    return best[2] if best and best[0] >= CLOSE_ENOUGH else None


def _fitting(guide: Guide, situation: Situation, kind: str) -> Lever | None:
    """The lever that serves a script best where none is named."""
    component = {"ask_signing": "signing", "ask_stock": "stock"}.get(kind)
    ranked = rank_levers(guide, situation, component)  # type: ignore[arg-type]
    return ranked[0].lever if ranked else None
