"""The page in a real browser: ask, follow up, stop, see the sources; nothing is fetched from elsewhere."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coach.server.app import check_free
from coach.ui.ask import LONGEST_MESSAGE
from coach.ui.shell import style
from index.errors import UserError
from tests.ui.conftest import CHROMIUM, free_port, running
from tests.ui.quiet import settled, watched

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine; `apt-get install chromium` brings it"
)
BOX = "#box textarea"
ASK = "what base does northwind pay a data engineer in new york?"
DESK, PHONE = (1440, 900), (390, 844)


@contextmanager
def visit(browser: Any, address: str, size: tuple[int, int] = DESK, scheme: str = "light", before: str = "") -> Iterator[Any]:  # fmt: skip
    """A fresh visitor's page; at the end there was no error in the console and no request to elsewhere. `before` is run in it first."""
    with browser.tabs.visit(address, size, scheme, before) as page:
        page.wait_for_selector(BOX)
        yield page


def ask(page: Any, words: str) -> None:
    page.fill(BOX, words)
    page.press(BOX, "Enter")


def form(page: Any, *, opens: bool = True) -> None:
    """Open the form of what is known, or close it."""
    page.click("#open-strip" if opens else "#strip .closer")
    page.wait_for_selector("#strip .closer", state="visible" if opens else "hidden")


def answered(page: Any, words: str) -> None:
    """Wait until the conversation holds `words`, the box is ready again and all that rests on the answer is there."""
    from playwright.sync_api import TimeoutError as Late

    try:
        page.wait_for_function("w => document.querySelector('#chat')?.innerText.includes(w)", arg=words)
    except Late as late:
        raise AssertionError(
            f"no {words!r} in {page.inner_text('#chat')!r}; in the box: {page.input_value(BOX)!r}"
        ) from late
    page.wait_for_selector("button.submit-button")
    settled(page)


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_ask_follow_up_and_see_the_source(address: str, browser: Any, size: tuple[int, int]) -> None:
    """On a desk and on a phone: the answer and its source appear, a follow-up keeps the topic, nothing overflows."""
    with visit(browser, address, size) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        page.click("#chat a[href='#cite-1-1']")
        assert page.is_visible("#side .hit #cite-1-1")
        assert page.is_visible("#side mark:text('$170K–$215K')")
        if size == PHONE:
            page.click("#side .closer")
            assert not page.is_visible("#side .sheet")
        ask(page, "and in Chicago?")
        answered(page, "$150K–$190K")
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")
        # The earlier answer's mark still leads to its own source, folded below.
        page.click("#chat a[href='#cite-1-1']")
        assert page.is_visible("#side #cite-1-1")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_first_visit_has_four_doors_and_nothing_to_fill_in(
    address: str, browser: Any, size: tuple[int, int]
) -> None:
    """A door begins a sentence, a company goes on with it; "New talk" brings the first visit back and forgets the topic."""
    with visit(browser, address, size) as page:
        page.get_by_role("heading", name="What is going on?").wait_for()
        assert page.locator("#doors .door").count() == 4
        assert page.locator("input:visible, textarea:visible").count() == 1
        assert not page.is_visible("#aside")
        page.click("#doors .door >> nth=0")
        assert page.input_value(BOX) == "I have an offer from "
        page.click("#doors .door >> nth=2")
        assert page.input_value(BOX) == "They said "
        page.click("#doors .door >> nth=0")
        page.locator("#doors .chip-of", has_text="Northwind").click()
        assert page.input_value(BOX) == "I have an offer from Northwind Traders "
        page.type(BOX, "as a data engineer in New York: 181,250 base")
        page.click("#doors .door >> nth=2")
        assert page.input_value(BOX).endswith("181,250 base")
        page.press(BOX, "Enter")
        page.wait_for_selector("#side .cite", state="attached")
        settled(page)
        assert page.is_visible("#aside")
        assert not page.is_visible("#doors")
        page.locator("#known", has_text="Northwind Traders · Data Engineer · New York · $181,250").wait_for()
        page.click("#fresh")
        page.locator("#doors .door").first.wait_for()
        settled(page)
        assert not page.is_visible("#aside")
        ask(page, "and in Chicago?")
        answered(page, "Which company")


@needs_browser
def test_suggestions_are_buttons(address: str, browser: Any) -> None:
    """What can be asked next, or was meant, is one click away, and the answer to it follows."""
    with visit(browser, address) as page:
        ask(page, "What does Contoso pay a designer?")
        answered(page, "I have no Contoso guide")
        page.click("#chat button.option")
        page.wait_for_selector("#side .cite")


@needs_browser
def test_shift_enter_makes_a_line_and_enter_sends(stage: tuple[str, Path], browser: Any) -> None:
    with visit(browser, stage[0]) as page:
        page.fill(BOX, "what base does northwind pay")
        page.press(BOX, "Shift+Enter")
        page.type(BOX, "a data engineer in new york?")
        assert page.input_value(BOX).count("\n") == 1
        page.press(BOX, "Enter")
        answered(page, "$170K–$215K")
        assert page.input_value(BOX) == ""


_SHIFTS = """() => {
  window.moved = [];
  new PerformanceObserver(seen => seen.getEntries().forEach(e => window.moved.push([e.value, ...e.sources.map(s => s.node?.id || s.node?.className || s.node?.nodeName)])))
    .observe({ type: "layout-shift", buffered: false });
}"""


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_nothing_moves_while_an_answer_streams(stage: tuple[str, Path], browser: Any, size: tuple[int, int]) -> None:
    """What the browser itself counts as layout shifts stays below half of what is called good (0.1), over thirty parts."""
    with visit(browser, stage[0], size) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        page.evaluate(_SHIFTS)
        ask(page, "dawdle")
        page.wait_for_function(f"document.querySelector('#chat')?.innerText.includes('{'word ' * 29}word')")
        page.keyboard.press("Escape")
        page.wait_for_selector("button.submit-button")
        settled(page)
        moved = page.evaluate("window.moved")
        assert sum(m[0] for m in moved) < 0.05, moved


@needs_browser
@pytest.mark.parametrize("by", ["button", "Escape"])
def test_stop_keeps_what_was_shown_and_the_topic(stage: tuple[str, Path], browser: Any, by: str) -> None:
    """By the button or by Esc, a stopped answer grows no further, and a follow-up still knows what it was about."""
    with visit(browser, stage[0]) as page:
        ask(page, "dawdle")
        page.wait_for_function("document.querySelector('#chat')?.innerText.includes('word word')")
        if by == "button":
            page.click("button.stop-button")
        else:
            page.keyboard.press(by)
        page.wait_for_selector("button.submit-button")
        settled(page)
        before = page.inner_text("#chat").count("word")
        ask(page, "and in Chicago?")
        answered(page, "$150K–$190K")
        settled(page)
        assert 2 <= page.inner_text("#chat").count("word") <= before  # one that came after the stop is not kept
        ask(page, "dawdle")
        page.locator("#chat .bot-row >> nth=2", has_text="word word").wait_for()
        page.keyboard.press("Escape")
        page.wait_for_selector("button.submit-button")
        settled(page)
        ask(page, "and in Chicago?")
        page.wait_for_function("document.querySelectorAll('#chat .bot-row').length === 4")
        page.wait_for_selector("button.submit-button")
        page.reload()
        page.wait_for_function("document.querySelectorAll('#chat .bot-row').length === 4")


@needs_browser
def test_a_figure_says_what_it_is_at_once(stage: tuple[str, Path], browser: Any) -> None:
    """Under the pointer and by the keyboard a note; by touch the note first, and the source with a second tap."""
    with visit(browser, stage[0]) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        figure = page.locator('#chat a[href^="#of-"]').first
        figure.hover()
        assert "northwind/data-engineer.md, line" in page.locator("#tip").inner_text()
        page.mouse.move(5, 5)
        page.locator("#tip").wait_for(state="detached")
        figure.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert figure.get_attribute("aria-describedby") == "tip"
        page.keyboard.press("Escape")
        page.locator("#tip").wait_for(state="detached")
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True)
    page = watched(context.new_page())
    page.goto(stage[0])
    page.wait_for_selector(BOX)
    ask(page, ASK)
    answered(page, "$170K–$215K")
    figure = page.locator('#chat a[href^="#of-"]').first
    figure.tap()
    assert "line" in page.locator("#tip").inner_text()
    assert not page.is_visible("#side .sheet")
    figure.tap()
    page.locator("#side .sheet").wait_for(state="visible")
    context.close()


@needs_browser
def test_whoever_must_wait_sees_their_place(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one answer at a time, the second visitor is told how many are ahead, and gets the answer after the first."""
    monkeypatch.setenv("COACH_GENERATIONS", "1")
    port = free_port()
    with (
        running(["-m", "tests.ui.stage", str(port), str(tmp_path / "kept.sqlite")], port, tmp_path / "log") as at,
        visit(browser, at) as first,
        visit(browser, at) as second,
    ):
        ask(first, "dawdle")
        first.wait_for_function("document.querySelector('#chat')?.innerText.includes('word word')")
        ask(second, ASK)
        second.wait_for_function("document.querySelector('#chat')?.innerText.includes('1 ahead of you')")
        first.click("button.stop-button")
        answered(second, "$170K–$215K")


@needs_browser
def test_a_fault_the_user_can_mend_is_told_and_a_bug_is_logged(stage: tuple[str, Path], browser: Any) -> None:
    """Both leave the conversation as it was and the question in the box; only the first says what happened."""
    address, log = stage
    with visit(browser, address) as page:
        ask(page, ASK)
        answered(page, "$170K–$215K")
        ask(page, "fail")
        page.wait_for_selector("text=The index is gone")
        assert page.locator("text=/^Error$/ >> visible=true").count() == 0
        assert page.input_value(BOX) == "fail"
        ask(page, "break")
        page.wait_for_selector("text=Something went wrong")
        assert page.input_value(BOX) == "break"
        assert "a secret of ours" not in page.inner_text("body")
        assert "$170K–$215K" in page.inner_text("#chat")
        ask(page, "and in Chicago?")
        answered(page, "$150K–$190K")
    assert "ValueError" in log.read_text()
    assert "a secret of ours" not in log.read_text()
    assert "UserError" not in log.read_text()


@needs_browser
def test_a_message_that_is_too_long_stays_in_the_box(stage: tuple[str, Path], browser: Any) -> None:
    """The limit is named, nothing is asked and nothing typed is lost."""
    with visit(browser, stage[0]) as page:
        ask(page, "x" * (LONGEST_MESSAGE + 1))
        page.wait_for_selector("text=4,001 characters")
        assert len(page.input_value(BOX)) == LONGEST_MESSAGE + 1
        assert page.is_visible("#doors .door")


@needs_browser
def test_a_guides_text_does_nothing_on_the_page(stage: tuple[str, Path], browser: Any) -> None:
    """Scripts, images and template signs in an answer, a quote, a caveat or a suggestion are shown as text."""
    with visit(browser, stage[0]) as page:
        ask(page, "evil")
        answered(page, "window.pwned=1")
        assert page.evaluate("window.pwned") is None
        assert page.locator("#chat img, #chat script, #side img, #side script").count() == 0
        assert page.locator("#chat a[href^='#cite-1-']").count() == 2


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_shown_can_be_read(stage: tuple[str, Path], browser: Any, scheme: str) -> None:
    """Every text on the page has the contrast of WCAG AA, 4.5 to 1, in light and in dark."""
    with visit(browser, stage[0], DESK, scheme) as page:
        ask(page, "what does northwind pay a data engineer in new york?")
        answered(page, "$212K–$279K")
        faint = page.evaluate(_CONTRAST)
        assert len(page.evaluate(_CONTRAST.replace("< 4.5", "> 0"))) > 20
        assert faint == []
        page.click("#fresh")
        page.locator("#doors .door").first.wait_for()
        assert page.evaluate(_CONTRAST) == []


# Every element that holds words of its own: its colour against the nearest opaque background behind it.
_CONTRAST = """() => {
  const rgb = s => (s.match(/[0-9.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c.slice(0, 3); } return [255, 255, 255]; };
  const seen = [];
  for (const e of document.querySelectorAll("#top *, #known *, #talks *, #opening *, #doors *, #chat *, #box *, #side *")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    if (e.closest(".sr-only") || !e.getBoundingClientRect().width || ["STYLE", "SCRIPT"].includes(e.tagName)) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) seen.push([e.tagName, String(e.className), e.textContent.trim().slice(0, 30), ratio]);
  }
  return seen;
}"""


def test_a_taken_port_is_said_plainly() -> None:
    """Before anything is loaded, and with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=rf"127\.0\.0\.1:{port} .*--port"):
            check_free("127.0.0.1", port)


def test_the_style_fetches_nothing() -> None:
    """No import, no font and no picture from anywhere; and it cannot end the style element it stands in."""
    held = style()
    inside = held.removeprefix("<style>")[: held.index("</style>") - len("<style>")]
    assert len(inside) > 10_000
    assert not re.search(r"@import|url\(|@font-face|<", inside)


def say(page: Any, words: str) -> None:
    page.fill(BOX, words)
    page.press(BOX, "Enter")
