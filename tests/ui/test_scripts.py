"""The Scripts page in a real browser: rewritten at once in another style, kept; an edit just made is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.ui.quiet import settled, watched
from tests.ui.tabs import left_early
from tests.ui.test_page import DESK, PHONE, answered, ask, form, needs_browser

JOB = "Offer from Northwind as a data engineer in New York: 181,250 base."


class Visitor:
    """A fresh visitor. Another page is opened beside the one before, as leaving would cut off what is under way; earlier
    ones are closed, as each holds streams open and a browser has six connections to one address.
    """

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.faults: list[str] = []

    def go(self, path: str) -> None:
        """Open a page of the coach, with what has been kept until now."""
        for earlier in self.context.pages[:-1]:
            earlier.close()
        self.page = watched(self.context.new_page())
        self.page.on(
            "console", lambda m: self.faults.append(m.text) if m.type == "error" and not left_early(m.text) else None
        )
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.goto(f"{self.address}{path}")

    def says(self, words: str) -> None:
        """Wait until the first script holds `words`."""
        self.page.wait_for_function("w => document.querySelector('#cards .script')?.innerText.includes(w)", arg=words)

    def holds(self, words: str) -> None:
        """Wait until the scripts of the page hold `words`, those in closed lists too."""
        self.page.wait_for_function("w => document.querySelector('#cards')?.textContent.includes(w)", arg=words)

    def pick(self, switch: str, name: str) -> None:
        self.page.locator(f"#{switch} label", has_text=name).click()

    def field(self, label: str) -> Any:
        return self.page.get_by_label(label, exact=True).first


@contextmanager
def visiting(browser: Any, address: str, size: tuple[int, int] = DESK) -> Iterator[Visitor]:
    """Somebody new at the Scripts page; at the end there was no error in the console."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    try:
        visitor = Visitor(context, address)
        visitor.go("scripts")
        yield visitor
        assert not visitor.faults
    finally:
        context.close()


@contextmanager
def with_job(browser: Any, address: str, size: tuple[int, int] = DESK) -> Iterator[Visitor]:
    """Somebody who has named a job and an offer."""
    with visiting(browser, address, size) as at:
        at.go("")
        ask(at.page, JOB)
        answered(at.page, "$170K–$215K")
        at.go("scripts")
        at.holds("181,250")
        yield at


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_switches_rewrite_the_cards_and_are_kept(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Another channel and tone change the script on screen, on a desk and on a phone, and still hold after a reload."""
    with with_job(browser, address, size) as at:
        assert "Subject:" not in at.page.inner_text("#cards .script >> nth=0")
        at.pick("channel", "E-mail")
        at.says("Subject:")
        at.pick("tone", "Formal")
        at.says("Kind regards,")
        at.go("scripts")
        at.says("Kind regards,")
        assert at.page.locator("#tone input:checked").input_value() == "formal"
        assert at.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        last = at.page.locator("#cards .others summary").last
        last.scroll_into_view_if_needed()
        assert last.is_visible()


@needs_browser
def test_words_changed_by_hand_stay_in_their_tone(address: str, browser: Any) -> None:
    """Another channel has words of its own; back in this one they stand again, after a reload too, until they are undone."""
    with with_job(browser, address) as at:
        script, back = at.page.locator("#cards .script").first, at.page.locator("#cards [data-back]").first
        assert back.is_hidden()
        script.locator("p").first.click()
        at.page.keyboard.press("Control+Home")
        at.page.keyboard.type("Good to hear from you. ")
        back.wait_for()
        at.pick("channel", "E-mail")
        at.says("Subject:")
        assert "Good to hear" not in script.inner_text()
        assert back.is_hidden()
        at.pick("channel", "Call")
        at.says("Good to hear from you.")
        at.page.reload()
        at.says("Good to hear from you.")
        assert "Subject:" not in script.inner_text()
        back.click()
        at.page.wait_for_function("!document.querySelector('#cards .script').innerText.includes('Good to hear')")
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
            settled(at.page)
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
        form(at.page)
        base = at.field("Base")
        base.fill("182,250")
        base.press("Tab")
        at.holds("182,250")
        assert "181,250" not in (at.page.text_content("#cards") or "")


@needs_browser
def test_a_switch_right_after_an_edit_loses_neither(address: str, browser: Any) -> None:
    """A switch clicked while a field of the strip is still being edited: both hold after a reload."""
    with with_job(browser, address) as at:
        form(at.page)
        at.field("Base").fill("182,250")
        at.page.keyboard.press("Escape")
        at.pick("channel", "E-mail")
        at.says("Subject:")
        at.holds("182,250")
        at.go("scripts")
        at.says("Subject:")
        at.holds("182,250")


@needs_browser
def test_without_a_job_the_page_says_what_is_missing(address: str, browser: Any) -> None:
    """A visitor who has said nothing is led to the situation, and sees no script."""
    with visiting(browser, address) as at:
        at.page.locator('#cards a[href="#strip"]').wait_for()
        assert at.page.locator("#cards .script").count() == 0
