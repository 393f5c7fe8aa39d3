"""Messages -> the style of script they ask for; later messages change what earlier ones set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from coach.phrasing import Style
from coach.phrasing.texts import words

_MENTION = re.compile(
    r"\b(?:mention|include|add|bring in|work in|use)\b(?: that)? (?P<what>(?:my|the|our|i)\b[^.;!?\n]{3,120})", re.I
)
_LEAVE_OUT = re.compile(
    r"\b(?:no mention of|(?:do not|don['’]?t|without) mention(?:ing)?|leave out|drop|skip|not a word about|keep)\b (?:the )?(?P<what>[A-Z0-9][\w.&' -]{1,40}?)(?: out of it| offer| part)?\s*(?:[.,;!?]|$)",
    re.I,
)


# "too formal", "not so long": what is wanted then.
_LESS = re.compile(
    r"\b(?:don['’]?t|never|not|less|too|so|isn['’]?t|without|no|instead of)"
    r"(?: (?:too|so|that|very|as|be|sound|an?|the))*\s+$",
    re.I,
)
_OTHER = {"formal": "direct", "warm": "direct", "full": "short", "short": "full"}


def style_of(messages: Iterable[str]) -> Style:
    """The style that messages ask for, the last word counting: "as an e-mail", "softer", "shorter", "no mention of
    Stripe".
    """
    style = Style()
    for message in messages:
        held = words()
        text = _MENTION.sub(" ", message)
        asked = {
            "tone": _asked(held.tones, text), "length": length_told(text),
            "channel": _asked(held.channels, text), "spelling": _asked(held.spellings, text),
            "amounts": _asked(held.amounts, text),
        }  # fmt: skip
        style = replace(style, **{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
        for m in _LEAVE_OUT.finditer(message):
            style = replace(style, left_out=(*style.left_out, m["what"].strip().casefold()))
        if (said := _MENTION.search(message)) and not _LESS.search(message[: said.start()]):
            style = replace(style, mention=re.sub(r"\s+", " ", said["what"]).strip(" ,."))
    return style


def channel_told(message: str) -> str:
    """The channel that a message names: "as a text message" -> "chat"; "" where it names none."""
    return _asked(words().channels, message)


def length_told(message: str) -> str:
    """The length that a message names: "longer" -> "full"; "" where it names none."""
    return _asked(words().lengths, message)


def _asked(table: dict[str, tuple[str, ...]], message: str) -> str:  # the keys are the literals of Style
    found = [
        (m.start(), _OTHER.get(name) if _LESS.search(message[: m.start()]) else name)
        for name, cues in table.items()
        for c in cues
        if (m := re.search(rf"\b(?:{c})", message, re.I))
    ]
    meant = [(at, name) for at, name in found if name is not None]  # "not an email" tells of no other way
    return max(meant)[1] if meant else ""
