"""Kept conversations in the browser: named, searched, opened, saved, deleted for good; and a question asked again or in other words."""

from __future__ import annotations

import json
from typing import Any

from tests.ui.quiet import settled
from tests.ui.test_page import ASK, answered, ask, needs_browser, visit


def opened(page: Any) -> None:
    page.wait_for_selector("#history-list .title")


@needs_browser
def test_conversations_are_named_searched_opened_saved_and_deleted(address: str, browser: Any) -> None:
    """Each leads back to what was said in it; the file holds it; a deleted one is gone after a reload too."""
    with visit(browser, address) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        opened(page)
        page.locator("#history-list .title", has_text="Northwind Traders · Data Engineer").wait_for()
        page.locator("#history-list").get_by_role("button", name="Rename").click()
        name = page.locator("#history-title input, #history-title textarea")
        name.fill("Northwind, first talk")
        name.press("Enter")
        page.locator("#history-list .title", has_text="Northwind, first talk").wait_for()
        page.click("#fresh")
        page.wait_for_selector("#doors .door")
        ask(page, "What does Contoso pay a product manager?")
        answered(page, "Contoso")
        page.locator("#history-list .title", has_text="Contoso").wait_for()
        page.locator("#history-list .title", has_text="first talk").click()
        answered(page, "$170K–$215K")
        with page.expect_download() as saved:
            page.locator('#history-list a[href$=".json"]').click()
        assert json.loads(saved.value.path().read_text(encoding="utf-8"))["exchanges"][0]["message"] == ASK
        with page.expect_download() as saved:
            page.locator('#history-list a[href$=".md"]').click()
        assert "$170K–$215K" in saved.value.path().read_text(encoding="utf-8")

        # Another than the open one is deleted where it stands, and the open one stays.
        page.get_by_role("button", name="Delete Contoso").click()
        page.locator("#history-list button", has_text="Really delete?").click()
        page.wait_for_function("document.querySelectorAll('#history-list li').length === 1")
        assert "$170K–$215K" in page.inner_text("#chat")
        page.get_by_role("button", name="Delete Northwind, first talk").click()
        page.locator("#history-list button", has_text="Really delete?").click()
        page.wait_for_selector("#doors .door")
        page.reload()
        settled(page)
        assert page.locator("#history-list li").count() == 0


@needs_browser
def test_a_question_in_other_words_takes_the_place_of_the_first(address: str, browser: Any) -> None:
    """What followed it goes too; asked again, the answer stands alone; one that is too long changes nothing."""
    with visit(browser, address) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        ask(page, "and in Chicago?")
        answered(page, "$150K–$190K")
        edited(page, 0, "x" * 4001)
        page.wait_for_selector("text=4,001 characters")
        page.wait_for_function("document.querySelectorAll('#chat .bot-row').length === 2")
        edited(page, 0, ASK.replace("new york", "chicago"))
        page.wait_for_function("document.querySelectorAll('#chat .bot-row').length === 1")
        answered(page, "$150K–$190K")
        assert "$170K–$215K" not in page.inner_text("#chat")
        page.locator('#chat button[title="Retry"]').last.click()
        settled(page)
        answered(page, "$150K–$190K")
        assert page.locator("#chat .bot-row").count() == 1
        page.reload()
        page.wait_for_function("document.querySelectorAll('#chat .bot-row').length === 1")


def edited(page: Any, number: int, words: str) -> None:
    """Change the wording of the user's message `number`, as a pen beside it allows."""
    page.locator('#chat button[title="Edit"]').nth(number).click()
    page.locator("#chat .user-row textarea").first.fill(words)
    page.locator("#chat .user-row textarea").first.press("Enter")


@needs_browser
def test_the_chart_follows_the_conversation(address: str, browser: Any) -> None:
    """Opened, it shows the job; with an offer told, the offer; and other places side by side, each as a table too."""
    with visit(browser, address) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        page.click("#band > button")
        page.locator("#band .js-plotly-plot").wait_for()
        assert "Northwind" in page.inner_text("#band-title")
        ask(page, "They offered me 181,250 base")
        answered(page, "of the way up")
        page.locator("#band .annotation-text", has_text="$181,250").wait_for()
        page.locator("#band-view label", has_text="Other places").click()
        page.locator("#band .annotation-text", has_text="Chicago").wait_for()
        page.locator("#band-told summary").click()
        page.locator("#band-told th", has_text="Chicago").first.wait_for()
