"""One visitor's whole way through the pages, on a desk and on a phone, and what another visitor sees of it: nothing."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from tests.ui.quiet import settled
from tests.ui.test_page import DESK, PHONE, answered, ask, form, needs_browser, visit
from tests.ui.test_rehearse import say


def told(page: Any) -> None:
    """Say by hand, field by field, what is negotiated and what is offered."""
    form(page)
    for field, words in (("Company", "Northwind Traders"), ("Role", "Data Engineer"), ("Place", "New York")):
        picker = page.get_by_label(field, exact=True).first
        picker.click()
        picker.fill(words)
        picker.press("Enter")
        settled(page)
    base = page.get_by_label("Base", exact=True).first
    base.fill("$182,250")
    base.press("Tab")
    page.locator("#strip").get_by_role("button", name="More about you").click()
    did = page.get_by_label("What you achieved, one a line")
    did.fill("I cut the nightly load to 40 minutes")
    did.press("Tab")
    settled(page)
    form(page, opens=False)


def talked(page: Any, words: str, answer: str) -> None:
    """Ask, and wait for the answer to just this."""
    before = page.locator("#chat .bot-row").count()
    ask(page, words)
    page.locator(f"#chat .bot-row >> nth={before}", has_text=answer).wait_for()
    page.wait_for_selector("button.submit-button")
    settled(page)


def cited(page: Any, size: tuple[int, int]) -> None:
    """The last answer's mark opens the guide's line; a figure says where it is from."""
    figure = page.locator('#chat .bot-row >> nth=-1 >> a[href^="#of-"]').first
    figure.hover()
    assert "line" in page.locator("#tip").inner_text()
    page.locator('#chat .bot-row >> nth=-1 >> a[href^="#cite-"]').first.click()
    page.locator("#side .hit mark:visible", has_text="$150K–$190K").first.wait_for()
    if size == PHONE:
        page.click("#side .closer")


def scripted(page: Any) -> None:
    """The first script is edited, copied and kept."""
    script = page.locator("#cards .script").first
    script.wait_for()
    assert "$170K–$215K" in script.inner_text()
    script.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Thanks from me.")
    page.locator("#cards [data-copy]").first.click()
    page.locator("#cards [data-copy]", has_text="Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("Thanks from me.")
    assert "$170K–$215K" in copied
    page.locator("#cards [data-send]").first.click()
    page.get_by_text("is in your playbook").first.wait_for()


def saved(page: Any, kind: str) -> bytes:
    """The playbook as a file."""
    with page.expect_download() as download:
        page.locator(f'.arrange a[href$="playbook.{kind}"]').first.click()
    held: bytes = download.value.path().read_bytes()
    return held


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_from_the_situation_to_the_playbook(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Situation, question, follow-up, citation, a script edited and copied, a deal, the playbook's files, and all of it after a reload."""
    with visit(browser, address, size) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        told(page)
        talked(page, "Is my offer fair?", "$182,250")
        talked(page, "What base does it pay?", "$170K–$215K")
        talked(page, "and in Chicago?", "$150K–$190K")
        cited(page, size)

        page.goto(f"{address}scripts")
        scripted(page)

        page.goto(f"{address}rehearse")
        page.locator("#job", has_text="182,250").wait_for()
        page.click("#start")
        page.locator("#chat .bot-row", has_text="182").first.wait_for()
        say(page, "Thank you. Based on the band, could we get the base to 195k? I cut the nightly load to 40 minutes.")
        say(page, "That works, I accept. Please send me the contract in writing.")
        page.wait_for_function("document.querySelector('#side').textContent.includes('You have a deal')")
        page.wait_for_selector("#box textarea", state="hidden")  # a deal brings the score

        page.goto(f"{address}playbook")
        page.locator("#document blockquote").first.wait_for()
        if size == PHONE:
            page.click("#side .opener")
        page.get_by_role("button", name="Move The ask up").click()
        page.wait_for_function("document.querySelector('#document h2')?.innerText === 'The ask'")
        words = saved(page, "md").decode("utf-8")
        assert "Thanks from me." in words
        assert "$182,250" in words
        assert words.index("## The ask") < words.index("## Where you stand")
        paragraphs = [p.text for p in Document(io.BytesIO(saved(page, "docx"))).paragraphs]
        assert any("Thanks from me." in p for p in paragraphs)

        page.goto(address)
        answered(page, "$150K–$190K")
        assert page.get_by_label("Base", exact=True).first.input_value().endswith("182,250")
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")
    with visit(browser, address) as other:
        settled(other)
        assert "182" not in other.inner_text("body")
