"""A page that is opened shows what is kept; what is said on it while that is on its way is not taken away again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.conversations.values import Conversation, Desk, Exchange
from coach.reply import Reply
from coach.ui.shell import LOCAL, Site, opening
from coach.understanding.situation import Situation


def _site(folder: Path) -> Site:
    return cast("Site", SimpleNamespace(store=Conversations(open_database(f"sqlite:///{folder / 'kept.sqlite'}"))))


def _questions(held: Conversation) -> tuple[Any, ...]:
    return tuple(e.message for e in held.talk)


def _exchange(message: str) -> Exchange:
    return Exchange(message, Reply("An answer.", "open_question"), Situation())


def test_a_page_shows_once_what_does_not_change(tmp_path: Path) -> None:
    """The last step, which Gradio sends twice, shows nothing."""
    site = _site(tmp_path)
    assert list(opening(site, None, _questions)) == [(), ()]
    site.store.add(LOCAL, "", Desk(), _exchange("First?"), Desk())
    assert list(opening(site, None, _questions)) == [("First?",), (gr.skip(),)]


def test_a_question_asked_while_a_page_opens_stays(tmp_path: Path) -> None:
    """What was read before it is followed by the conversation with it."""
    site = _site(tmp_path)
    steps = opening(site, None, _questions)
    assert next(steps) == ()
    key, _ = site.store.add(LOCAL, "", Desk(), _exchange("First?"), Desk())
    assert next(steps) == ("First?",)
    site.store.add(LOCAL, key, Desk(), _exchange("Second?"), Desk())
    assert list(steps) == [("First?", "Second?"), (gr.skip(), gr.skip())]
