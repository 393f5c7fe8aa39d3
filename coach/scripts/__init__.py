"""The situation and a guide -> what to say: a script of some kind, tone, length and channel, with every figure traced."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.reply.draft import Sendable


@dataclass(frozen=True, slots=True)
class Script:
    """What to say, in paragraphs, with slots for its figures.

    `blanks` are what only the user can fill, as they stand in brackets; `notes` say what was left out or changed and
    why; `sendable` is what another wording of it is checked by.
    """

    kind: str
    title: str
    paragraphs: tuple[str, ...]
    blanks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=())
    subject: str = ""
    sendable: Sendable | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The script as one text, a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)
