"""The Scripts page in a real browser: rewritten at once in another style, filled in, kept; an edit just made is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.ui.quiet import watched
from tests.ui.test_page import DESK, PHONE, answered, ask, needs_browser

JOB = "Offer from Northwind as a data engineer in New York: 181,250 base."


class Visitor:
    """A fresh visitor. Another page is opened beside the one before, as leaving would cut off what is under way."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.faults: list[str] = []

    def go(self, path: str) -> None:
        """Open a page of the coach, with what has been kept until now."""
        self.page = watched(self.context.new_page())
        self.page.set_default_timeout(40_000)
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.goto(f"{self.address}{path}")

    def says(self, words: str) -> None:
        """Wait until the first script holds `words`."""
        self.page.wait_for_function("w => document.querySelector('#cards .script')?.innerText.includes(w)", arg=words)

    def pick(self, switch: str, name: str) -> None:
        self.page.locator(f"#{switch} label", has_text=name).click()

    def field(self, label: str) -> Any:
        return self.page.get_by_label(label, exact=True).first


@contextmanager
def visiting(browser: Any, address: str, size: tuple[int, int] = DESK) -> Iterator[Visitor]:
    """Somebody new at the Scripts page; at the end there was no error in the console."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    visitor = Visitor(context, address)
    visitor.go("scripts")
    yield visitor
    assert not visitor.faults
    context.close()


@contextmanager
def with_job(browser: Any, address: str, size: tuple[int, int] = DESK) -> Iterator[Visitor]:
    """Somebody who has named a job and an offer."""
    with visiting(browser, address, size) as at:
        at.go("")
        ask(at.page, JOB)
        answered(at.page, "Noted")
        at.go("scripts")
        at.says("181,250")
        yield at


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_switches_rewrite_the_cards_and_are_kept(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Another channel and tone change the script on screen, on a desk and on a phone, and still hold after a reload."""
    with with_job(browser, address, size) as at:
        assert "[your name]" not in at.page.inner_text("#cards .script >> nth=0")
        at.pick("channel", "E-mail")
        at.says("[your name]")
        at.pick("tone", "Formal")
        at.says("Dear [name of the recruiter],")
        at.go("scripts")
        at.says("Dear [name of the recruiter],")
        assert at.page.locator("#tone input:checked").input_value() == "formal"
        assert at.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        last = at.page.locator("#cards .others summary").last
        last.scroll_into_view_if_needed()
        assert last.is_visible()


@needs_browser
def test_a_tapped_blank_is_typed_over(address: str, browser: Any) -> None:
    """A tap on a blank selects the whole of it, so that what is typed stands in its place."""
    with with_job(browser, address) as at:
        at.pick("channel", "E-mail")
        at.says("Hi [name of the recruiter],")
        at.page.locator("#cards .script .blank").first.click()
        at.page.keyboard.type("Ada")
        at.says("Hi Ada,")


@needs_browser
def test_words_changed_by_hand_come_back(address: str, browser: Any) -> None:
    """A switch rewrites the card; the words that stood in it are one tap away, and then nothing is offered any more."""
    with with_job(browser, address) as at:
        script, back = at.page.locator("#cards .script").first, at.page.locator("#cards [data-back]").first
        assert back.is_hidden()
        script.locator("p").first.click()
        at.page.keyboard.press("Control+Home")
        at.page.keyboard.type("Good to hear from you. ")
        assert back.is_hidden()
        at.pick("channel", "E-mail")
        at.says("[your name]")
        assert "Good to hear" not in script.inner_text()
        back.click()
        at.says("Good to hear from you.")
        assert "[your name]" not in script.inner_text()
        assert back.is_hidden()


@needs_browser
def test_a_script_kept_again_is_told_and_replaced(address: str, browser: Any) -> None:
    """The notice names the script; kept a second time, the playbook holds only the later words."""
    with with_job(browser, address) as at:
        save = at.page.locator("#cards [data-send]").first
        for words in ("First words.", "Later words."):
            at.page.evaluate("w => { document.querySelector('#cards .script').innerText = w }", words)
            with at.page.expect_response(lambda r: "/queue/join" in r.url):
                save.click()
            at.page.get_by_text("is in your playbook").last.wait_for()
        at.go("scripts")
        at.page.get_by_text("In your playbook", exact=True).first.wait_for()
        assert at.page.get_by_text("In your playbook", exact=True).count() == 1
        at.go("playbook")
        at.page.get_by_text("Later words.").first.wait_for()
        assert "First words." not in at.page.inner_text("#document")


@needs_browser
def test_an_edit_of_the_situation_rewrites_the_cards(address: str, browser: Any) -> None:
    """A figure corrected in the strip stands in the scripts, and the one before it does not."""
    with with_job(browser, address) as at:
        assert "181,250" in at.page.inner_text("#cards")
        base = at.field("Base")
        base.fill("182,250")
        base.press("Tab")
        at.says("182,250")
        assert "181,250" not in at.page.inner_text("#cards")


@needs_browser
def test_a_switch_right_after_an_edit_loses_neither(address: str, browser: Any) -> None:
    """A switch clicked while a field of the strip is still being edited: both hold after a reload."""
    with with_job(browser, address) as at:
        at.field("Base").fill("182,250")
        at.pick("channel", "E-mail")
        at.says("[your name]")
        at.says("182,250")
        at.go("scripts")
        at.says("[your name]")
        at.says("182,250")


@needs_browser
def test_a_switch_accepts_no_letter_that_is_not_confirmed(address: str, browser: Any) -> None:
    """A letter's figures that wait for their check are not in the scripts, and discarded they are gone."""
    with with_job(browser, address) as at:
        at.page.locator("#letter > button").click()
        at.page.fill("#letter-text textarea", "We offer you a base salary of $199,500 a year.")
        at.page.click("#letter-read")
        at.page.locator("#letter-discard").wait_for()
        assert "199.5K" in at.field("Base").input_value()
        at.pick("channel", "E-mail")
        at.says("[your name]")
        assert "199" not in at.page.inner_text("#cards")
        at.page.click("#letter-discard")
        at.page.locator("#letter-discard").wait_for(state="hidden")
        assert at.field("Base").input_value() == "181,250"


@needs_browser
def test_without_a_job_the_page_says_what_is_missing(address: str, browser: Any) -> None:
    """A visitor who has said nothing is led to the situation, and sees no script."""
    with visiting(browser, address) as at:
        at.page.locator('#cards a[href="#strip"]').wait_for()
        assert at.page.locator("#cards .script").count() == 0
