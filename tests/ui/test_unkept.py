"""Where the database takes nothing, the page goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.conversations.values import Conversation, Exchange
from coach.reply import Reply
from coach.turn import Coach
from coach.ui.shell import Site, add, present
from coach.understanding.situation import Situation
from tests.shelf import Shelf


def test_a_talk_that_cannot_be_kept_goes_on_in_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is at it is told each time; once there is room, all of it is kept, as a new conversation."""
    engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    writable, told = [True], []
    event.listen(engine, "checkout", lambda c, *_: c.execute(f"PRAGMA query_only = {'OFF' if writable[0] else 'ON'}"))
    monkeypatch.setattr("coach.ui.shell.gr.Warning", told.append)
    site = Site(Coach(Shelf()), Conversations(engine))
    said = [Exchange(f"Question {n}", Reply(f"Answer {n}", "open_question"), Situation()) for n in range(4)]
    held = add(site, None, Conversation(talk=(said[0],)))
    assert held.id
    writable[0] = False
    for n in (1, 2):
        held = present(site, None, add(site, None, replace(held, talk=(*held.talk, said[n]))))
        assert [e.message for e in held.talk] == [e.message for e in said[: n + 1]]
    assert len(told) == 2
    assert "Nothing can be kept just now" in told[0]
    writable[0] = True
    held = add(site, None, replace(held, talk=(*held.talk, said[3])))
    assert present(site, None, held).talk == tuple(said)
    engine.dispose()
