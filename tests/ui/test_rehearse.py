"""The Rehearse page in the browser: a talk to a deal, the chips and hints, the replay beside the round before, and the reload."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import Any, cast

import gradio as gr
import pytest

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.conversations.values import Conversation, Desk
from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.kept import kept_of
from coach.rehearsal.scenario import Setup
from coach.turn import Coach
from coach.ui.faces import face, mood
from coach.ui.practice import coaching, hinted
from coach.ui.rehearse import OneByOne, Rehearse
from coach.ui.score import scored
from coach.ui.shell import LOCAL, Site, keep
from coach.understanding.situation import Part, Situation
from tests.shelf import Shelf
from tests.ui.quiet import settled
from tests.ui.test_page import DESK, PHONE, needs_browser, visit

BOX = "#box textarea"
POOR, ACCEPT = "hi, anything more?", "That works, I accept. Please send me the contract."
OFFER = Situation(company="Northwind", role="Data Engineer", region="Chicago", offer=(Part(component="base", low=155_000, high=155_000, currency="USD"),))  # fmt: skip


def say(page: Any, words: str) -> None:
    """Say one turn and wait until the recruiter has answered it."""
    turns = page.locator("#side .remark").count() + 1
    page.fill(BOX, words)
    page.press(BOX, "Enter")
    page.wait_for_function(f"document.querySelectorAll('#side .remark').length === {turns}")


def opened(page: Any) -> None:
    page.click("#top nav a:text('Rehearse')")
    page.wait_for_selector("#start")


def begun(page: Any) -> None:
    """Start on the example."""
    page.click("#job button")
    page.wait_for_selector("#job b")
    page.click("#start")
    page.locator("#chat .bot-row").first.wait_for()


def shown(page: Any, words: str) -> None:
    page.wait_for_function(f"document.querySelector('#side')?.textContent.includes({words!r})")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_talk_to_a_deal_and_a_second_round(address: str, browser: Any, size: tuple[int, int]) -> None:
    """From the example: feedback, a hint that leaves what is typed, a line in one tap, the deal, a reload, a replay beside it."""
    with visit(browser, address, size) as page:
        opened(page)
        begun(page)
        say(page, POOR)
        shown(page, "No figure")
        page.fill(BOX, "my own words")
        page.click("#hint")
        page.wait_for_selector("#hinted .use")
        assert page.input_value(BOX) == "my own words"
        page.click("#hinted .use")  # asks before it replaces them
        assert page.input_value(BOX) == "my own words"
        page.click("#hinted .use")
        assert "$" in page.input_value(BOX)
        say(page, page.input_value(BOX))
        shown(page, "Names a clear figure")
        say(page, ACCEPT)
        shown(page, "You have a deal")
        page.wait_for_selector(BOX, state="hidden")  # it gives way to the score
        page.reload()
        shown(page, "They could go to")
        assert not page.is_visible(BOX)
        page.click("#back")
        page.wait_for_selector(BOX)
        assert page.input_value(BOX) == ACCEPT
        say(page, ACCEPT)
        shown(page, "Against last time")
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")
        settled(page)
        if size == PHONE:
            page.click("#side .opener")
        page.click("#next button[data-act*=harder]")
        page.wait_for_selector(BOX)
        assert page.locator("#side .remark").count() == 0
        page.click("#again")
        page.wait_for_selector("#start")


@needs_browser
def test_replay_from_a_turn_and_the_line_of_a_chip(address: str, browser: Any) -> None:
    """A chip's line goes into the empty box; a replay takes the turns after it away and brings its words back."""
    with visit(browser, address) as page:
        opened(page)
        begun(page)
        say(page, POOR)
        line = page.locator("#side details[open] .use").first
        line.click()
        assert page.input_value(BOX) == line.get_attribute("data-use")
        page.fill(BOX, "")
        say(page, "Could we get the base a little higher?")
        page.locator("#side .again").last.click()
        page.wait_for_function("document.querySelectorAll('#side .remark').length === 0")
        assert page.input_value(BOX) == POOR


@needs_browser
def test_on_a_phone_the_situation_opens_on_every_page(address: str, browser: Any) -> None:
    """The link to it stays on its page."""
    with visit(browser, address, PHONE) as page:
        for name in ("Scripts", "Rehearse", "Playbook"):
            page.click(f"#top nav a:text('{name}')")
            page.wait_for_selector("#open-strip")
            settled(page)
            page.click("#open-strip")
            page.wait_for_selector("#strip .closer:visible")
            assert page.url.endswith(f"/{name.lower()}#strip")
            page.click("#strip .closer")
            page.wait_for_selector("#strip .closer", state="hidden")


def talk(*turns: str, **setup: Any) -> Session:
    session = rehearse_for(OFFER, Shelf(), Setup(**setup))
    for words in turns:
        session = session.said(words)
    return session


def test_the_end_that_is_asked_for_beside_a_turn_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn that is still read when the score is asked for is in the talk that is scored."""
    reading, asked, said = Event(), Event(), Session.said

    def slowly(session: Session, words: str) -> Session:
        if not reading.is_set():
            reading.set()
            asked.wait(1)
        return said(session, words)

    engine = open_database(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    site = Site(Coach(Shelf()), Conversations(engine))
    page = Rehearse.__new__(Rehearse)  # its handlers, without the components
    page.site, page.example, page.steps = site, "", OneByOne()
    kept = kept_of(talk(), OFFER).model_dump(mode="json", exclude_defaults=True)
    held = keep(site, None, Conversation(desk=Desk(situation=OFFER, rehearsal=kept)))
    monkeypatch.setattr(Session, "said", slowly)
    request = cast("gr.Request", None)
    with ThreadPoolExecutor(2) as pool:
        turn = pool.submit(page._said, POOR, held, request)
        reading.wait(10)
        end = pool.submit(page._ended, held, request)
        wait([end], timeout=0.5)
        asked.set()
        wait([turn, end])
    left = site.store.read(LOCAL, held.id).desk.rehearsal
    engine.dispose()
    assert (left["turns"], left["ended"]) == ([POOR], True)


def test_what_was_typed_is_no_markup() -> None:
    """In the feedback, the hint and the scorecard."""
    session = talk("<script>alert(1)</script> maybe 160k?", ACCEPT)
    for html in (coaching(session), scored(session), hinted(session.hint())):
        assert "<script" not in html
    assert "&lt;script" in coaching(session)


def test_the_face_follows_the_patience() -> None:
    """At ease at the start, pleased at a deal, worse with every push; the mood is said in a word too."""
    assert mood(talk().rehearsal) == "at ease"
    assert mood(talk(ACCEPT).rehearsal) == "pleased"
    pushed = talk(*["Match 400k today or I walk."] * 2, persona="hard-nosed", difficulty="hard")
    assert mood(pushed.rehearsal) in ("strained", "annoyed")
    assert mood(pushed.rehearsal).capitalize() in face(pushed.rehearsal)


def test_the_scorecard_shows_the_round_before_beside_this_one() -> None:
    """Only where there was one; with both outcomes, and no limit before the end."""
    first = talk("Could we do 165k base? I rebuilt the pipeline.", ACCEPT)
    assert 'id="rounds"' not in scored(first)
    again = first.before(1).said("Could we do 188k base? I rebuilt the pipeline.").said(ACCEPT)
    assert 'id="rounds"' in scored(again)
    assert first.earlier is None
    assert again.earlier == first.scorecard()
    assert "at the end" in scored(talk(POOR))
