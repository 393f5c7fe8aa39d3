"""One visitor's whole way through the pages, and what another visitor sees of it: nothing."""

from __future__ import annotations

from typing import Any

from tests.ui.test_page import answered, ask, needs_browser, visit
from tests.ui.test_rehearse import say

OFFER = "Offer from Northwind as a data engineer in New York: 181,250 base. I cut the nightly load to 40 minutes."


@needs_browser
def test_from_the_situation_to_the_playbook(address: str, browser: Any) -> None:
    """Asked, seen in the strip, corrected by hand, a script edited and kept, found in the download, a deal rehearsed, and still there after a reload."""
    with visit(browser, address) as page:
        ask(page, OFFER)
        answered(page, "Noted")
        page.wait_for_function(
            "[...document.querySelectorAll('#strip input')].some(i => i.value.startsWith('Northwind'))"
        )
        base = page.get_by_label("Base", exact=True).first
        assert base.input_value() == "181,250"
        base.fill("182,250")
        base.press("Tab")
        figure = page.locator('#chat a[href^="#of-"]').first
        assert "line" in (figure.get_attribute("title") or "")
        page.wait_for_timeout(800)

        page.goto(f"{address}scripts")
        script = page.locator("#cards .script").first
        script.wait_for()
        assert "182,250" in page.inner_text("#cards")
        script.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Thanks from me.")
        page.locator("#cards [data-send]").first.click()
        page.get_by_text("is in your playbook").first.wait_for()

        page.goto(f"{address}playbook")
        page.locator("#document blockquote").first.wait_for()
        page.get_by_role("button", name="Move What the market pays up").click()
        page.wait_for_function("document.querySelector('#document h2')?.innerText === 'What the market pays'")
        with page.expect_download() as download:
            page.locator('.arrange a[href$="playbook.md"]').first.click()
        saved = download.value.path().read_text(encoding="utf-8")
        assert "Thanks from me." in saved
        assert saved.index("## What the market pays") < saved.index("## Where you stand")

        page.goto(f"{address}rehearse")
        page.locator("#job", has_text="182,250").wait_for()
        page.click("#start")
        page.wait_for_function(
            "document.querySelector('#chat')?.innerText.includes('$182.25K') || document.querySelector('#chat')?.innerText.includes('$182,250')"
        )
        say(page, "Thank you. Based on the band, could we get the base to 195k? I cut the nightly load to 40 minutes.")
        say(page, "That works, I accept. Please send me the contract in writing.")
        page.click("#end")
        page.wait_for_function("document.querySelector('#side').innerText.includes('You have a deal')")

        page.goto(address)
        page.wait_for_function("document.querySelector('#chat')?.innerText.includes('Noted')")
        assert page.get_by_label("Base", exact=True).first.input_value() == "182,250"
    with visit(browser, address) as other:
        other.wait_for_timeout(500)
        assert "181" not in other.inner_text("body")
