"""Words of a wish -> the reason that is told with it, as it goes on after "because".

What joins a reason to a wish is grammar; what the reason says is the person's own.
"""

from __future__ import annotations

import re

# "because of" and its like stand before a thing, the others before a sentence.
_OF = r"because of|on account of|owing to|due to|in view of|given(?! that\b)|considering(?! that\b)"
_THAT = r"because|(?:given|considering|seeing) that|since(?= (?:I|we|they|my \w+ (?:is|are|has|have))\b)"
_JOINS = re.compile(rf"\b(?:(?P<of>{_OF})|(?P<that>{_THAT}))\s+", re.I)
_ENDS = re.compile(r"[;!?\n]|\.(?:\s|$)|,?\s+(?:so|but|please|can you|could you)\b", re.I)
_LEAST = 2  # words


def reason_in(text: str) -> str:
    """The reason that words tell, "" where they tell none: "60 because of my licence" -> "of my licence"."""
    m = _JOINS.search(text)
    if m is None:
        return ""
    rest = text[m.end() :]
    end = _ENDS.search(rest)
    words = rest[: end.start() if end else len(rest)].strip(" .,:")
    if len(words.split()) < _LEAST:
        return ""
    return f"of {words}" if m["of"] else words


def before_reason(text: str) -> str:
    """The words up to where a reason is told: "a day from home because the office is far" -> "a day from home"."""
    m = _JOINS.search(text)
    return text[: m.start()].rstrip(" ,") if m else text


def begins_reason(text: str) -> bool:
    """Whether words are nothing but a reason: "because of my licence"."""
    m = _JOINS.search(text)
    return m is not None and not re.sub(r"\b(?:and|it's|that's|mainly|just)\b|\W", "", text[: m.start()], flags=re.I)
