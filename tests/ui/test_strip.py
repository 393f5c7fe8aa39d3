"""The situation strip in the browser: letters wait for their confirmation, and a restart below an open page loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import gradio as gr
import httpx
import pytest

from coach.conversations.values import Conversation, Desk
from coach.ui.form import FIELDS, fields_of, read_fields
from coach.ui.strip import Strip, stood, taken
from coach.understanding.situation import Part, Situation
from tests.ui.conftest import free_port, running
from tests.ui.quiet import settled, watched
from tests.ui.test_page import answered, ask, form, needs_browser, visit

LETTER = "Northwind is pleased to offer you the position of Data Engineer in New York.\nYour base salary will be $181,250 per year."
JOB = Situation(company="Northwind Traders", role="Data Engineer", region="New York")


def _json(situation: Situation) -> str:
    return situation.model_dump_json(exclude_defaults=True)


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


def test_only_what_an_answer_changed_is_written() -> None:
    """What was typed while it was on its way stays, as an edit that is still to be kept."""
    before = JOB.model_copy(update={"offer": (base(181_000),)})
    after = before.model_copy(update={"offer": (base(190_000),), "deadline": "Friday"})
    strip = Strip(*(cast("Any", None),) * 2, [None] * (1 + len(FIELDS)), *(cast("Any", None),) * 3)

    def shown(**typed: str) -> dict[str, Any]:
        fields = [_json(before), *({**fields_of(before), **typed}[n] for n in FIELDS)]
        return dict(zip(("seen", *FIELDS, "note", "line"), strip.shown(Conversation(desk=Desk(situation=after)), fields), strict=True))  # fmt: skip

    written = {n: v for n, v in shown(bonus="12%").items() if v != gr.skip()}
    line = written.pop("line")
    assert "$190K" in line
    assert written == {"seen": _json(after), "base": fields_of(after)["base"], "deadline": "Friday", "note": ""}
    assert shown(base="181k")["base"] == fields_of(after)["base"]  # the same in other words is no edit
    assert shown(base="185k")["base"] == gr.skip()


def test_an_edit_takes_nothing_away_that_its_fields_never_showed() -> None:
    """A target named elsewhere, which this page's fields do not show yet, outlasts two edits of them."""
    held = Conversation(desk=Desk(situation=JOB.model_copy(update={"target": (base(195_000),)})))
    seen = _json(JOB)
    for typed in ({"base": "185k"}, {"base": "185k", "bonus": "10%"}):
        said = [seen, *({**fields_of(JOB), **typed}[n] for n in FIELDS)]
        held, seen = taken(said, held)[0], stood(said)
    assert held.desk.situation.target == (base(195_000),)
    assert {p.component for p in held.desk.situation.offer} == {"base", "bonus"}


@pytest.mark.parametrize("place", ["cards", "document"])
def test_what_rests_on_a_situation_is_drawn_by_one_event(address: str, place: str) -> None:
    """Beside the load: two events that draw run beside each other, and the one that read first may end last."""
    config = httpx.get(f"{address}config", timeout=40).json()
    there = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == place)
    draws = [d for d in config["dependencies"] if there in d["outputs"] and {n for _, n in d["targets"]} != {"load"}]
    assert [d["trigger_mode"] for d in draws] == ["always_last"]


def read_letter(page: Any) -> None:
    page.click("#doors a.door") if page.is_visible("#doors a.door") else page.goto(f"{page.url.split('#')[0]}#letter")
    page.locator("#letter-text textarea").fill(LETTER)
    page.click("#letter-read")
    page.wait_for_selector("#letter-right")
    settled(page)


@needs_browser
def test_a_letter_counts_once_it_is_said_to_be_right(address: str, browser: Any) -> None:
    """A question asked meanwhile does not take it; left, it leaves nothing; said to be right, it is asked about and holds over a reload."""
    with visit(browser, address) as page:
        read_letter(page)
        assert page.locator('#letter-card [data-field="base"]').input_value().startswith("$181,250")
        ask(page, "What does Contoso pay a data engineer in New York?")
        answered(page, "Contoso")
        assert page.is_visible("#letter-right")
        page.click("#letter-leave")
        page.wait_for_selector("#letter-right", state="hidden")
        assert page.get_by_label("Base", exact=True).first.input_value() == ""
        read_letter(page)
        page.click("#letter-right")
        page.wait_for_selector("#letter-right", state="hidden")
        page.locator("#chat .bot-row >> nth=1", has_text="181,250").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        page.locator("#known", has_text="Northwind Traders · Data Engineer · New York · $181,250").wait_for()
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('181,250'))")


@needs_browser
def test_an_edit_beside_an_answer_stays(browser: Any, tmp_path: Path) -> None:
    """What is corrected while an answer is on its way holds after it, and after a reload."""
    port = free_port()
    running_ = running(["-m", "tests.server.slow", str(port), str(tmp_path / "kept.sqlite")], port, tmp_path / "log")
    with running_ as at, visit(browser, at) as page:
        ask(page, "Offer from Northwind as a data engineer in New York: 181,250 base")
        answered(page, "25% of the way up")
        ask(page, "brief")
        page.wait_for_function("document.querySelector('#chat').innerText.includes('One moment')")
        form(page)
        bonus = page.get_by_label("Bonus", exact=True).first
        bonus.fill("12%")
        bonus.press("Tab")
        answered(page, "$170K–$215K")
        page.wait_for_selector("button.submit-button")
        settled(page)
        assert bonus.input_value() == "12%"
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('12%'))")
        assert page.get_by_label("Base", exact=True).first.input_value() == "$181,250"


@needs_browser
def test_a_letter_undoes_nothing_that_was_said_meanwhile(address: str, browser: Any) -> None:
    """A target named while the letter waited for its yes is there once it has it, as is the letter."""
    with visit(browser, address) as page:
        read_letter(page)
        ask(page, "I want 195k base at Northwind as a data engineer in New York")
        answered(page, "195")
        page.click("#letter-right")
        page.wait_for_selector("#letter-right", state="hidden")
        page.locator("#chat .bot-row >> nth=1", has_text="181,250").wait_for()
        page.reload()
        page.wait_for_function("[...document.querySelectorAll('#strip input')].some(i => i.value.includes('181,250'))")
        form(page)
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
