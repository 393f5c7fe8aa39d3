"""The wording of scripts as data (words.yaml, spelling.yaml), and the style that a message asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["warm", "direct", "formal"]
Length = Literal["one", "short", "full"]
Channel = Literal["call", "email", "chat"]
Spelling = Literal["american", "british"]
Amounts = Literal["short", "full"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a script is to sound. `left_out` are names that must not be said, folded to lower case; `mention` is what
    must be; `amounts` are written out in full or the short way.
    """

    tone: Tone = "direct"
    length: Length = "full"
    channel: Channel = "call"
    spelling: Spelling = "american"
    amounts: Amounts = "short"
    left_out: tuple[str, ...] = ()
    mention: str = ""
