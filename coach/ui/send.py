"""Words to send or say in an answer -> what can be done with them there: copied, mailed, kept, changed in their style."""

from __future__ import annotations

import re
from html import escape

from coach.reply import Reply
from coach.ui.form import fields_of
from coach.ui.heard import do
from coach.ui.texts import text
from coach.understanding.situation import Situation

# What each switch says into the talk; the answer to it is the same words anew.
STYLES = ("warm", "direct", "formal", "short", "long", "mail", "call", "chat")
_SUBJECT = re.compile(r"^> Subject: (?P<said>.+)$", re.M)


def is_words(reply: Reply) -> bool:
    """Whether the answer gives words to send or say."""
    return "words" in reply.moves or reply.intent == "lever_script"


def with_tools(paragraphs: list[str], reply: Reply, *, ended: bool = True) -> list[str]:
    """The answer's paragraphs with tools below each quotation, which is what is to be sent, and switches below the last.

    None stand there before the answer has `ended`.
    """
    if not ended or not is_words(reply):
        return paragraphs
    quoted = [n for n, p in enumerate(paragraphs) if p.startswith(">")]
    out = []
    for n, paragraph in enumerate(paragraphs):
        out.append(paragraph)
        if n in quoted:
            out.append(_tools(subject_of(reply), _title(paragraphs[:n], reply)))
        if quoted and n == quoted[-1]:
            out.append(_switches(reply))
    return out


def subject_of(reply: Reply) -> str:
    """What a mail with the words is headed: the subject that they bring, else the job."""
    if found := _SUBJECT.search(reply.text):
        return found["said"].strip()
    job = reply.state.get("job", {})
    if job.get("role") and job.get("company"):
        return text("words.subject", role=job["role"], company=job["company"])
    return text("words.bare")


def _title(before: list[str], reply: Reply) -> str:
    """What the words are called in the playbook: what stands in bold above them."""
    named = next((m[1] for p in reversed(before) if (m := re.match(r"\*\*(.{3,80}?)\*\*", p))), "")
    return named or subject_of(reply)


def _tools(subject: str, title: str) -> str:
    return (
        f'<p class="tools">{do("copy", escape(text("words.copy")))}'
        f"{do('mail', escape(text('words.mail')), subject=subject)}"
        f"{do('edit', escape(text('words.edit')))}"
        f"{do('save', escape(text('words.save')), title=title)}"
        f"{do('back', escape(text('words.back')), 'back')}"
        "</p>"
    )


def _switches(reply: Reply) -> str:
    """The ways to have the words otherwise, and what they ask for to be typed over."""
    target = fields_of(Situation.model_validate(reply.situation))["target"]
    ask = do("fix", escape(text("words.ask")), field="target", value=target, tip=text("words.ask_for"))
    buttons = ask + "".join(do("say", escape(text(f"styles.{s}")), text=text(f"restyle.{s}")) for s in STYLES)
    return f'<p class="tools restyle"><small>{escape(text("words.change"))}</small>{buttons}</p>'
