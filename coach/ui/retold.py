"""A rehearsal that has ended -> an exchange of the chat, so that the talk with the coach knows how it went."""

from __future__ import annotations

from dataclasses import replace

from coach.conversations.values import Conversation, Exchange
from coach.rehearsal.coaching import Session
from coach.rehearsal.rounds import Past, learned
from coach.reply import Reply
from coach.ui.texts import text

INTENT = "practice"


def retold(held: Conversation, session: Session, rounds: tuple[Past, ...]) -> Conversation:
    """The conversation with how the rehearsal went as its last exchange; the negotiation stands where it stood."""
    last = held.talk[-1].reply if held.talk else Reply("", INTENT)
    situation = last.situation or held.desk.situation.model_dump(mode="json")
    reply = Reply(
        learned(session, rounds), INTENT, entities=last.entities, situation=situation, state=last.state, dialogue=last.dialogue
    )  # fmt: skip
    scenario = session.rehearsal.scenario
    said = text("rehearse.told", job=scenario.named or text("rehearse.own_figures"))
    return replace(held, talk=(*held.talk, Exchange(said, reply, held.desk.situation)))
