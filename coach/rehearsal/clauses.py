"""A turn -> its clauses, each with its place; commas inside numbers part nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CUT = re.compile(
    r"""(?<=[.!?…])["'”’)]*\s+ | \n+ | \s*;\s* | \s+[–—-]+\s+ | :\s+(?=[A-Za-z])
      | ,\s+(?=\D) | ,(?=[A-Za-z]) | \s+(?=(?:but|because|since|as\ long\ as|provided|so\ that|if|unless|and\ (?:i|if|we|then|could|can|please|the|my|you|it|that|so|also|what|how|who|when|where|why|is|are|do|does|would|will)|so\ (?:i|could|can|if|please|pls|kindly|do|make|let|is|would|we|for)|which|though|although|given\ (?:the|that|my|how|what|our))\b)
      | (?<=[a-z)])\s*(?:🙏|🎉|😊|😂|🙂|😅|👍)+\s* """,
    re.X | re.I,
)
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a turn, from `start` to `end`."""

    text: str
    start: int
    end: int


def clauses_of(turn: str) -> list[Clause]:
    """The clauses of a turn, in order; none is empty."""
    out: list[Clause] = []
    at = 0
    for gap in _CUT.finditer(turn):
        _add(out, turn, at, gap.start())
        at = gap.end()
    _add(out, turn, at, len(turn))
    return out


def _add(out: list[Clause], turn: str, start: int, end: int) -> None:
    words = turn[start:end]
    if re.search(r"[^\W_]", words):
        lead = len(words) - len(words.lstrip())
        out.append(Clause(words.strip(), start + lead, start + lead + len(words.strip())))
    elif out and words.strip():
        # Signs alone belong to what stands before them.
        last = out[-1]
        out[-1] = Clause(turn[last.start : end].strip(), last.start, end)
