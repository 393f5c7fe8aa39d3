"""What a conversation is about so far."""

from __future__ import annotations

from dataclasses import dataclass

from coach.understanding.intents import Intent
from index.guide import Component
from index.names.companies import CompanyMention
from index.names.regions import PlaceMention
from index.names.roles import RoleMention
from index.names.words import Word


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about so far; each message may change a part of it.

    `aside` are companies without a guide that the last message asked about: they do not take the talk over.
    """

    companies: tuple[CompanyMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    place_words: tuple[Word, ...] = ()
    level_text: str = ""
    intent: Intent | None = None
    components: tuple[Component, ...] = ()
    aside: tuple[CompanyMention, ...] = ()
