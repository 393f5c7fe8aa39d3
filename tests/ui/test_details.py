"""Small things that people notice: copies without markup, lists that close, answers read from their beginning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fpdf import FPDF

from tests.ui.quiet import settled
from tests.ui.test_page import ASK, PHONE, answered, ask, form, needs_browser, visit

JOB = "Offer from Northwind as a data engineer in New York: 181,250 base"


@needs_browser
def test_a_copied_answer_is_as_it_reads(address: str, browser: Any) -> None:
    """Its words without links or signs of Markdown, and the sources that its marks name."""
    with visit(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, ASK)
        answered(page, "$170K–$215K")
        page.locator('#chat button[title="Copy message"]').last.click()
        page.locator("#told", has_text="Copied").wait_for(state="attached")
        words = page.evaluate("navigator.clipboard.readText()")
        assert "$170K–$215K" in words
        assert "](#" not in words
        assert "[1] northwind/data-engineer.md" in words


@needs_browser
def test_what_was_wrong_need_not_be_said(address: str, browser: Any) -> None:
    """A thumb down asks for the reason; it goes with "Not now", and with the next question."""
    with visit(browser, address) as page:
        why = page.locator("#why").first
        for leave in (lambda: page.click("#why-not"), lambda: ask(page, "and in Chicago?")):
            ask(page, ASK)
            answered(page, "$170K–$215K")
            assert why.is_hidden()
            page.locator('#chat button[title*="islike"]').last.click()
            page.get_by_text("What was wrong with it?").wait_for()
            leave()
            why.wait_for(state="hidden")


@needs_browser
def test_a_list_closes_when_one_goes_on(address: str, browser: Any) -> None:
    """By Tab, field after field."""
    with visit(browser, address) as page:
        form(page)
        page.get_by_label("Company", exact=True).first.focus()
        for _ in range(4):
            page.evaluate("window.left = document.activeElement")
            page.keyboard.press("Tab")
            page.wait_for_function("document.activeElement !== window.left")
            settled(page)
        page.wait_for_function(
            "![...document.querySelectorAll('[role=listbox] [role=option]')].some(o => o.offsetParent)"
        )


@needs_browser
def test_a_long_answer_is_read_from_its_beginning(address: str, browser: Any) -> None:
    """On a phone the question stands at the top once the answer is there; a second one too."""
    with visit(browser, address, PHONE) as page:
        for n, words in enumerate((JOB + ". Is that fair?", "Write the counteroffer as an e-mail")):
            ask(page, words)
            page.locator(f"#chat .bot-row >> nth={n}").wait_for()
            page.wait_for_selector("button.submit-button")
            settled(page)
        page.wait_for_function(
            "() => { const at = e => e.getBoundingClientRect().top; const rows = document.querySelectorAll('#chat .user-row');"
            " return Math.abs(at(rows[rows.length - 1]) - at(document.querySelector('#chat'))) < 60 }"
        )


@needs_browser
def test_what_was_meant_is_a_button(address: str, browser: Any) -> None:
    """A name that is almost a company's; one tap asks about that one."""
    with visit(browser, address) as page:
        ask(page, "What does Contosso Cloud pay a data engineer?")
        page.locator("#chat .bot-row").first.wait_for()
        page.wait_for_selector("button.submit-button")
        if "Did you mean" in page.inner_text("#chat"):
            page.locator("#chat button.option").first.click()
        page.wait_for_selector("#side .cite")


@needs_browser
def test_a_letters_file_is_read(address: str, browser: Any, tmp_path: Path) -> None:
    """Dropped as a PDF, its figures wait for their confirmation; a file of another kind is refused in words."""
    made = FPDF()
    made.set_font("helvetica")
    made.add_page()
    made.multi_cell(
        0,
        text="Northwind is pleased to offer you the position of Data Engineer in New York. Your base salary will be $181,250 per year.",
    )
    made.output(str(tmp_path / "letter.pdf"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    with visit(browser, address) as page:
        page.click("#doors a.door")
        page.locator("#letter-file input[type=file]").set_input_files(str(tmp_path / "broken.pdf"))
        page.get_by_text("paste the text of the letter instead").first.wait_for()
        page.locator("#letter-file input[type=file]").first.set_input_files(str(tmp_path / "letter.pdf"))
        page.wait_for_selector("#letter-right")
        assert "181,250" in page.locator('#letter-form [data-field="base"]').input_value()


@needs_browser
def test_on_a_phone_a_guide_opens_over_the_page(address: str, browser: Any) -> None:
    """At its line, where a finding named one; Esc closes it."""
    with visit(browser, address, PHONE) as page:
        page.goto(f"{address}guides")
        page.locator(".keeper .link").first.click()
        page.locator("#reader .guide-text").wait_for(state="visible")
        page.keyboard.press("Escape")
        page.locator("#reader .guide-text").wait_for(state="hidden")
