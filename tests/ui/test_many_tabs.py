"""Many tabs of one visitor: the last one opens and answers like the first, though a browser has six connections to a host."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from tests.ui.test_page import ASK, BOX, needs_browser

TABS = 8


@needs_browser
def test_the_eighth_tab_answers(address: str, browser: Any) -> None:
    """And so does the first one afterwards."""
    with closing(browser.new_context()) as context:
        pages = [context.new_page() for _ in range(TABS)]
        for page in pages:
            page.goto(address)
            page.wait_for_selector(BOX)
        for page in (pages[-1], pages[0]):
            before = page.locator("#chat .bot-row").count()
            page.fill(BOX, ASK)
            page.press(BOX, "Enter")
            page.locator(f"#chat .bot-row >> nth={before}", has_text="$170K–$215K").wait_for()
