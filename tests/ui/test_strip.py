"""The situation strip in the browser: letters wait for their confirmation, and a restart below an open page loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import gradio as gr

from coach.conversations.values import Conversation, Desk
from coach.situation import Part, Situation
from coach.ui.form import FIELDS, fields_of, read_fields
from coach.ui.strip import Strip
from tests.ui.conftest import free_port, running
from tests.ui.quiet import settled, watched
from tests.ui.test_page import answered, ask, needs_browser, visit

LETTER = "Northwind is pleased to offer you the position of Data Engineer in New York.\nYour base salary will be $181,250 per year."
JOB = Situation(company="Northwind Traders", role="Data Engineer", region="New York")


def base(amount: float) -> Part:
    return Part(component="base", low=amount, high=amount, currency="USD")


def test_two_edits_on_their_way_at_once_both_stay() -> None:
    """Each step changes what was edited in it, on top of what the other has kept meanwhile."""
    before = JOB.model_copy(update={"offer": (base(181_000),)})
    first = {**fields_of(before), "base": "185k"}
    second = {**fields_of(before), "bonus": "10%", "deadline": "Friday"}
    one = read_fields(first, before).situation
    both = read_fields(second, before, one).situation
    assert {(p.component, p.low) for p in both.offer} == {("base", 185_000), ("bonus", 10)}
    assert both.deadline == "Friday"
    assert read_fields(fields_of(before), before, one).situation == one


def test_what_stands_right_is_not_written_again() -> None:
    """An answer that changes nothing of the situation leaves the fields alone, so that a letter read meanwhile stays."""
    held = Conversation(desk=Desk(situation=JOB))
    strip = Strip(*(cast("Any", None),) * 2, [None] * (1 + len(FIELDS)), *(cast("Any", None),) * 3)
    fields = [JOB.model_dump_json(exclude_defaults=True), *(fields_of(JOB)[name] for name in FIELDS)]
    assert strip.shown(held, fields) == [gr.skip()] * len(strip.outputs)
    assert gr.skip() not in strip.shown(
        held, [fields[0], *("185k" if n == "base" else fields_of(JOB)[n] for n in FIELDS)]
    )


def read_letter(page: Any) -> None:
    page.get_by_role("button", name="Read an offer letter").click()
    page.locator("#letter-text textarea").fill(LETTER)
    page.click("#letter-read")
    page.wait_for_selector("#letter-keep")
    assert page.get_by_label("Base", exact=True).first.input_value().startswith("$181,250")


@needs_browser
def test_a_letter_counts_once_it_is_kept(address: str, browser: Any) -> None:
    """A question asked meanwhile does not take it; discarding leaves nothing; keeping holds it across a reload."""
    with visit(browser, address) as page:
        read_letter(page)
        ask(page, "What does Contoso pay a data engineer in New York?")
        answered(page, "Contoso")
        page.wait_for_function("document.querySelector('#box button')?.innerText !== 'Stop'")
        assert page.is_visible("#letter-keep")
        page.click("#letter-discard")
        page.wait_for_selector("#letter-keep", state="hidden")
        assert page.get_by_label("Base", exact=True).first.input_value() == ""
        page.locator("#letter-text textarea").fill(LETTER)
        page.click("#letter-read")
        page.click("#letter-keep")
        page.wait_for_selector("#letter-keep", state="hidden")
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('181,250'))")


@needs_browser
def test_an_edit_beside_an_answer_stays(browser: Any, tmp_path: Path) -> None:
    """What is corrected while an answer is on its way holds after it, and after a reload."""
    port = free_port()
    running_ = running(["-m", "tests.server.slow", str(port), str(tmp_path / "kept.sqlite")], port, tmp_path / "log")
    with running_ as at, visit(browser, at) as page:
        ask(page, "Offer from Northwind as a data engineer in New York: 181,250 base")
        answered(page, "Noted")
        ask(page, "brief")
        page.wait_for_function("document.querySelector('#chat').innerText.includes('One moment')")
        bonus = page.get_by_label("Bonus", exact=True).first
        bonus.fill("12%")
        bonus.press("Tab")
        answered(page, "$170K–$215K")
        page.wait_for_timeout(800)
        assert bonus.input_value() == "12%"
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('12%'))")
        assert page.get_by_label("Base", exact=True).first.input_value() == "181,250"


@needs_browser
def test_a_letter_undoes_nothing_that_was_said_meanwhile(address: str, browser: Any) -> None:
    """A target named while the letter waited for its confirmation is there once it is kept, as is the letter."""
    with visit(browser, address) as page:
        read_letter(page)
        ask(page, "My target is 195k base at Northwind as a data engineer in New York")
        answered(page, "195")
        page.click("#letter-keep")
        page.wait_for_selector("#letter-keep", state="hidden")
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('181,250'))")
        page.locator("#strip").get_by_role("button", name="More about you").click()
        assert "195" in page.get_by_label("Target", exact=True).first.input_value()


@needs_browser
def test_a_restart_below_an_open_page_loses_no_conversation(browser: Any, tmp_path: Path) -> None:
    """The next question goes on in the conversation that the page shows."""
    port = free_port()
    command = ["-m", "tests.ui.stage", str(port), str(tmp_path / "kept.sqlite")]
    with running(command, port, tmp_path / "first") as at:
        context = browser.new_context()
        page = watched(context.new_page())
        page.goto(at)
        page.wait_for_selector("#box textarea")
        ask(page, "What does Northwind pay a data engineer in New York?")
        answered(page, "Northwind")
    with running(command, port, tmp_path / "second"):
        ask(page, "And in Berlin?")
        page.wait_for_function("document.querySelectorAll('#chat .user-row').length === 2")
        page.wait_for_function("document.querySelector('#box button')?.innerText !== 'Stop'")
        settled(page)
        assert "What does Northwind pay" in page.inner_text("#chat")
        page.reload()
        page.wait_for_function("document.querySelectorAll('#chat .user-row').length === 2")
        assert page.locator("#history-list li").count() <= 1
    context.close()
