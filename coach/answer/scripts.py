"""Evidence + situation -> a script, shown with its notes; the question says which kind, lever and style."""

from __future__ import annotations

import re

from coach.answer.parts import CLOSE_ENOUGH, title_match
from coach.answer.pay import job
from coach.draft import Draft
from coach.levers import Fit, rank_levers
from coach.phrasing.style import kind_of, style_of
from coach.question import Question
from coach.retrieve import Evidence
from coach.scripts import Script
from coach.scripts.asks import Case
from coach.scripts.compose import compose
from coach.situation import Situation
from index.guide import Guide, Lever

_ORDINAL = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}


def answer_script(question: Question, evidence: Evidence, situation: Situation, draft: Draft) -> None:
    """Write the script asked for, in the user's own facts and the guide's figures."""
    guide = evidence.guides[0]
    rows = evidence.bands[0][1] if evidence.bands else ()
    goes_on = question.intent == "lever_script" and question.topic.script
    asked, edits = (question.topic.script, question.topic.edits) if goes_on else (question.text, ())
    named = named_lever(asked, guide)
    kind = "lever" if named else kind_of(question.mentions.without_names(asked) if asked == question.text else asked)
    lever = named or _fitting(guide, situation, kind)
    if lever is None and kind in ("", "lever"):
        draft.abstained = True
        draft.say(f"The {job(guide)} guide has no lever script.")
        return
    style = style_of((asked, *edits))
    case = Case(guide, rows[0] if len(rows) == 1 else None, situation, style, lever)
    script = compose(kind or "lever", case, draft)
    show(script, guide, lever if script.kind == "lever" else None, draft)
    if script.kind == "lever" and lever:
        draft.note(why(next(f for f in rank_levers(guide, situation) if f.lever is lever), situation))
    others = [x.title for x in guide.levers if x is not lever]
    draft.suggestions.extend(f"Script for “{t}”" for t in others[:2])
    draft.suggestions.append("As an e-mail" if style.channel != "email" else "Shorter")


def why(fit: Fit, situation: Situation) -> str:
    """Why a lever fits this user, or does not, in one sentence."""
    if fit.needs_offer and not situation.competing:
        return "This lever rests on another offer, so without one it carries less; only its other reasons are used."
    if fit.matched:
        return f"It fits you: its words meet what you have told me of ({', '.join(fit.matched[:3])})."
    if situation.achievements or situation.skills:
        return "It holds for anyone in this role; nothing you have told me of is about it."
    return "It holds for anyone in this role; tell me what you have done and I can make it yours."


def show(script: Script, guide: Guide, lever: Lever | None, draft: Draft) -> None:
    """The script as a quotation, then what is blank in it and what was left out."""
    if lever:
        mark = draft.cite(guide, lever.lines, lever.title)
        title = draft.quote(guide, lever.title, "script", lever.lines, lever.title)
        draft.say(f"Script for **{title}**, to {guide.company_name} about the {guide.role_name} role {mark}:")
    else:
        draft.say(f"**{script.title}**, to {guide.company_name} about the {guide.role_name} role:")
    draft.say("\n>\n".join("> " + p.replace("\n", "  \n> ") for p in script.paragraphs))
    for note in script.notes:
        draft.note(note)
    if script.blanks:
        draft.note(f"To fill the brackets, tell me first: {script.blanks[0]}.")


def named_lever(text: str, guide: Guide) -> Lever | None:
    """The lever whose title or number a text names."""
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
