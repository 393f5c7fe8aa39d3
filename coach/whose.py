"""New figures of an offer, told after the talk went to another company -> whether to ask whose they are."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.question import Question
from coach.situation import Situation
from coach.words import with_article
from index.names import Names

# Said of an offer that is there already: "they went up to 178k", "their final number is 180k".
_AGAIN = re.compile(
    r"\b(?:now|back|went|gone|rais\w+|increas\w+|improv\w+|revis\w+|counter\w*|updat\w+|bump\w+|better|final\w*|best|still|also)\b",
    re.I,
)


def asking_whose(question: Question, before: Situation, after: Situation, names: Names) -> Question:
    """The question, with the two ways to say whose the figures are where the message leaves it open."""
    new = [p for p in after.offer if p not in before.offer]
    talked_of = {names.company_name(m.options[0]) if len(m.options) == 1 else m.name for m in question.talked_of}
    if not (before.company and before.offer and new and len(talked_of) == 1):
        return question
    here, there = before.company, talked_of.pop()
    if there == here or after.company != here or question.mentions.companies or _AGAIN.search(question.text):
        return question
    said = " and ".join(p.words() for p in new)
    role = next((names.role_name(m.role) for m in question.topic.roles if m.role), "")
    other = f"{there} offered me {said}{f' as {with_article(role)}' if role else ''}"
    return replace(question, whose=((here, f"{here} now offers {said}"), (there, other)))
