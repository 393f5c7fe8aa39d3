"""What a conversation is about so far."""

from __future__ import annotations

from dataclasses import dataclass

from coach.intents import Intent
from index.guide import Component
from index.names.companies import CompanyMention
from index.names.regions import PlaceMention
from index.names.roles import RoleMention
from index.names.words import Word


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about so far; each message may change a part of it.

    `script` is the message that asked for a script, `edits` the later ones that only change how it sounds.
    """

    companies: tuple[CompanyMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    place_words: tuple[Word, ...] = ()
    level_text: str = ""
    intent: Intent | None = None
    components: tuple[Component, ...] = ()
    script: str = ""
    edits: tuple[str, ...] = ()
