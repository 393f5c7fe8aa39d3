"""A conversation -> a file to keep: Markdown to read, JSON for a program."""

from __future__ import annotations

import json

from coach.conversations.values import Conversation
from coach.reply import Citation
from coach.reply.inert import inert


def to_markdown(conversation: Conversation) -> str:
    """The whole conversation: each question, its answer, and the sources under it."""
    parts = [f"# {inert(conversation.title)}"]
    if said := conversation.desk.situation.summary():
        parts.append(f"Situation: {inert(said)}")
    for e in conversation.talk:
        parts += ["## You", _quoted(e.message), "## Coach", inert(e.reply.text)]
        notes = [f"- {inert(n)}" for n in (*e.reply.caveats, *map(_source, e.reply.citations))]
        if notes:
            parts.append("\n".join(notes))
    for kept in conversation.desk.scripts:
        parts += [f"## Script: {inert(kept.title)}", _quoted(kept.text)]
    return "\n\n".join(parts) + "\n"


def to_json(conversation: Conversation) -> str:
    """The same for a program, each reply by the contract of every surface."""
    held = {
        "title": conversation.title,
        "desk": conversation.desk.model_dump(mode="json", exclude_defaults=True),
        "exchanges": [
            {"message": e.message, "reply": e.reply.to_json(), "verdict": e.verdict or None} for e in conversation.talk
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _quoted(text: str) -> str:
    """What a person typed, as a quotation: none of it becomes a heading of the file, or does anything in it."""
    return "\n".join(f"> {line}" for line in inert(text).splitlines())


def _source(c: Citation) -> str:
    lines = f"line {c.lines[0]}" if c.lines[0] == c.lines[1] else f"lines {c.lines[0]}–{c.lines[1]}"
    return f"[{c.number}] {c.guide}.md, {c.heading}, {lines}"
