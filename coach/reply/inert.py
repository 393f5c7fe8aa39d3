"""Markdown with words of anybody's in it -> the same, in which no HTML, no picture and no link but to the web does
anything."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=\((?!\s*<?(?:https?://|mailto:|#)))", re.I)
_PICTURE = re.compile(r"!(?=\[)")  # a remote one tells its place who reads the text, and when
_REFERENCE = re.compile(r"^(\s*(?:>\s*)*)\[(?=[^\]\n]+\]:)", re.M)


def inert(text: str) -> str:
    """The text with its raw HTML and its pictures shown as written, and links of other kinds ("javascript:") as plain
    words."""
    return _REFERENCE.sub(r"\1\\[", _LINK.sub(r"\\]", _PICTURE.sub(r"!\\", _TAG.sub("&lt;", text))))
