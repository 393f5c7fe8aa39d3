"""Messages -> the style and the kind of script they ask for; later messages change what earlier ones set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from coach.phrasing import Style
from coach.phrasing.phrases import phrases

_MENTION = re.compile(
    r"\b(?:mention|include|add|bring in|work in|use)\b(?: that)? (?P<what>(?:my|the|our|i)\b[^.;!?\n]{3,120})", re.I
)
_LEAVE_OUT = re.compile(
    r"\b(?:no mention of|(?:do not|don['’]?t|without) mention(?:ing)?|leave out|drop|skip|not a word about|keep)\b (?:the )?(?P<what>[A-Z0-9][\w.&' -]{1,40}?)(?: out of it| offer| part)?\s*(?:[.,;!?]|$)",
    re.I,
)
MOST_WORDS = 16


def style_of(messages: Iterable[str]) -> Style:
    """The style that messages ask for, the last word counting: "as an e-mail", "softer", "shorter", "no mention of Stripe"."""
    style = Style()
    for message in messages:
        held = phrases()
        text = _MENTION.sub(" ", message)
        asked = {
            "tone": _asked(held.tones, text), "length": _asked(held.lengths, text),
            "channel": _asked(held.channels, text), "spelling": _asked(held.spellings, text),
        }  # fmt: skip
        style = replace(style, **{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
        for m in _LEAVE_OUT.finditer(message):
            style = replace(style, left_out=(*style.left_out, m["what"].strip().casefold()))
        if said := _MENTION.search(message):
            style = replace(style, mention=re.sub(r"\s+", " ", said["what"]).strip(" ,."))
    return style


def is_edit(message: str) -> bool:
    """Whether a message only changes how the script before it sounds."""
    held = phrases()
    without_channel = message
    for cues in held.channels.values():
        for cue in cues:
            without_channel = re.sub(rf"\b(?:{cue})", " ", without_channel, flags=re.I)
    if len(message.split()) > MOST_WORDS or kind_of(without_channel):
        return False
    asked = any(_asked(table, message) for table in (held.tones, held.lengths, held.channels, held.spellings))
    return asked or bool(_MENTION.search(message) or _LEAVE_OUT.search(message))


def kind_of(message: str) -> str:
    """The kind of script whose cue words a message holds, "" where it holds none; the longest cue counts."""
    best = (0, "")
    for name, kind in phrases().kinds.items():
        for cue in kind.cues:
            m = re.search(cue, message, re.I)
            if m and len(m[0]) > best[0]:
                best = (len(m[0]), name)
    return best[1]


def _asked(table: dict[str, tuple[str, ...]], message: str) -> str:  # the keys are the literals of Style
    found = [
        (m.start(), name)
        for name, cues in table.items()
        for c in cues
        if (m := re.search(rf"\b(?:{c})", message, re.I))
    ]
    return max(found)[1] if found else ""
