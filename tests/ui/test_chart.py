"""The pay-band chart as it is drawn and told: nothing added, nothing read as markup, legible on a phone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from coach.answers.chart import Bar, Chart, Mark, bars_for
from coach.ui.chart import CSS, INK, OTHER, OWN, SIGNS, drawn, scales, told
from coach.ui.texts import text as text_of
from coach.understanding.situation import Part, Situation
from index.guide import Lines
from index.money import format_amount
from tests.shelf import Shelf

NAMED = {kind: text_of(f"chart.{kind}") for kind in SIGNS}
EVIL = '<b>Bold</b> & "Sons" <img src=x onerror="window.pwned=1"> <a href="javascript:window.pwned=2">x</a> $\\int$'


def bar(label: str, low: float, high: float, *, own: bool = True, **more: Any) -> Bar:
    return Bar(label, "total", low, high, "USD", "per year", "acme/engineer", Lines(7, 7), own, **more)


def chart(*bars: Bar, marks: tuple[Mark, ...] = (), notes: tuple[str, ...] = (), title: str = "A chart") -> Chart:
    return Chart(title, bars, marks, notes, "USD")


@pytest.fixture(scope="module")
def real() -> Chart:
    """A job with an offer, a target and a floor, and a note."""
    said = [("base", 165e3), ("stock", 90e3), ("bonus", 18e3), ("signing", 20e3)]
    offer = tuple(Part(component=c, low=v, high=v, currency="USD") for c, v in said)  # type: ignore[arg-type]
    floor = (Part(component="base", low=140e3, high=140e3, currency="USD"),)
    job = Situation(company="Northwind Traders", role="Data Engineer", region="Chicago", offer=offer, floor=floor)
    return bars_for(job, Shelf())


def words(figure: Any) -> list[str]:
    """What a reader sees of the figure's texts: Plotly's own markup taken away, entities as letters."""
    plain = [re.sub(r"</?(?:b|span)(?: style=\"color:#\w+\")?>", "", a.text) for a in figure.layout.annotations]
    return [p.replace("&#36;", "$").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for p in plain]


class Reader(HTMLParser):
    """The tags and the texts of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_bar_and_mark_is_drawn_where_its_figures_are(real: Chart) -> None:
    """Each band goes from low to high and each mark stands at its value, on the scale of its bar, and no other figure is drawn."""
    figure = drawn(real)
    bars, signs = figure.data[0], figure.data[1:]
    heights, held = list(bars.y), scales(real)

    def value(number: int, x: float) -> int:
        left, right = held[number]
        return round(left + x * (right - left))

    drawn_ends = [
        (value(i, low), value(i, low + long)) for i, (low, long) in enumerate(zip(bars.base, bars.x, strict=True))
    ]
    assert drawn_ends == [(b.low, b.high) for b in real.bars]
    placed = {
        (s.name, value(heights.index(y - next(k.down for n, k in SIGNS.items() if NAMED[n] == s.name)), x))
        for s in signs
        for x, y in zip(s.x, s.y, strict=True)
    }
    assert placed == {(NAMED[m.kind], m.value) for m in real.marks}
    assert all(0 < x < 1 for s in signs for x in s.x)
    assert tuple(figure.layout.xaxis.range) == (0, 1)


def test_what_is_compared_shares_one_scale_and_parts_of_a_job_do_not(real: Chart) -> None:
    """Each part of one job fills its own bar, which is said; in a comparison equal amounts stand below each other."""
    assert len(set(scales(real))) == len(real.bars) > 1
    assert text_of("chart.apart") in told(real)
    other = chart(bar("Acme", 1e5, 2e5), bar("Other", 1e5, 4e5, own=False))
    assert len(set(scales(other))) == 1
    shown = drawn(other).data[0]
    assert shown.base[0] == shown.base[1]
    assert text_of("chart.apart") not in told(other)


def test_a_mark_stands_on_its_own_bar(real: Chart) -> None:
    """The marks of the base are at the height of the base's bar, and so on."""
    figure = drawn(real)
    height = dict(zip([b.component for b in real.bars], figure.data[0].y, strict=True))
    for trace in figure.data[1:]:
        kind = next(k for k in SIGNS if NAMED[k] == trace.name)
        components = [m.component for m in real.marks if m.kind == kind]
        assert list(trace.y) == [height[c] + SIGNS[kind].down for c in components]


def test_every_word_of_the_figure_is_from_the_chart(real: Chart) -> None:
    """No axis brings figures of its own: what is written is a name, a range or a mark of the chart."""
    figure = drawn(real)
    amounts = {format_amount(v, "USD") for b in real.bars for v in (b.low, b.high)}
    amounts |= {format_amount(m.value, "USD") for m in real.marks}
    written = [a for text in words(figure) for a in re.findall(r"\$[\d.,]+[KM]?", text)]
    assert set(written) == amounts
    assert not figure.layout.xaxis.visible
    assert not figure.layout.yaxis.visible


def test_marks_differ_in_shape_and_the_key_shows_the_shape() -> None:
    """Whoever cannot tell the colours apart tells the marks apart."""
    assert len({s.symbol for s in SIGNS.values()}) == len({s.glyph for s in SIGNS.values()}) == len(SIGNS)
    one = bar("Total", 100e3, 200e3)
    marks = tuple(Mark(kind, "total", 150e3, "x") for kind in SIGNS)
    key = " ".join(words(drawn(chart(one, marks=marks))))
    assert all(f"{s.glyph} {NAMED[kind]} $150K" in key for kind, s in SIGNS.items())


def test_the_own_bar_is_told_by_words_too() -> None:
    """In a comparison the own bar says that it is, in the figure and in the table."""
    compared = chart(bar("Acme", 1e5, 2e5), bar("Other", 1e5, 3e5, own=False))
    assert [w.split("  ")[0] for w in words(drawn(compared))] == ["Acme (yours)", "Other"]
    assert "Acme (yours)" in told(compared)
    assert "(yours)" not in told(chart(bar("Total", 1e5, 2e5)))


def test_an_open_band_keeps_its_plus() -> None:
    """ "$200K+" is not shown as if it ended there."""
    opened = chart(bar("Total", 1e5, 2e5, open_ended=True))
    assert words(drawn(opened)) == ["Total  $100K–$200K+"]
    assert "<td>$200K+</td>" in told(opened)


def test_what_a_guide_says_is_never_markup() -> None:
    """Names, notes and titles with HTML in them are shown letter by letter, in the figure and in the table."""
    evil = chart(bar(EVIL, 1e5, 2e5), marks=(Mark("ask", "total", 15e4, EVIL),), notes=(EVIL,), title=EVIL)
    read = Reader(told(evil))
    assert read.tags <= {
        "div",
        "ul",
        "li",
        "details",
        "summary",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert read.texts.count(EVIL) == 3
    texts = " ".join(a.text for a in drawn(evil).layout.annotations)
    assert set(re.findall(r"<[^>]*>", texts)) <= {"<b>", "</b>", "</span>", '<span style="color:#c2410c">'}
    assert "$" not in texts


def test_the_table_has_what_the_figure_has_and_its_sources(real: Chart) -> None:
    """Every bar with both ends and its line, every mark with how it came about, every note."""
    said = Reader(told(real)).texts
    for one in real.bars:
        at = said.index(one.label)
        ends = [format_amount(one.low, "USD"), format_amount(one.high, "USD")]
        assert said[at + 1 : at + 4] == [*ends, f"northwind/data-engineer.md, line {one.lines.first}"]
    sentences = [s for s in said if s.startswith(tuple(NAMED.values()))]
    assert len(sentences) == len(real.marks)
    assert all(format_amount(m.value, "USD") in s and m.words in s for m, s in zip(real.marks, sentences, strict=True))
    assert any("northwind/data-engineer.md, line 43" in s for s in sentences)
    assert real.notes
    assert set(real.notes) <= set(said)


def test_one_figure_for_a_band_is_drawn() -> None:
    """A band of one amount has a scale to stand on."""
    figure = drawn(chart(bar("Total", 2e5, 2e5)))
    assert 0 < figure.data[0].base[0] < 1
    assert words(figure) == ["Total  $200K"]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two #rrggbb colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("page", ["#ffffff", "#0f172a"])
def test_colours_stand_out_on_a_light_and_on_a_dark_page(page: str) -> None:
    """Bars and marks keep the three to one that graphics need; the ink without the page's own is as near 4.5 as one colour can be."""
    assert min(contrast(c, page) for c in (OWN, OTHER, *(s.colour for s in SIGNS.values()))) >= 3
    assert contrast(INK, page) >= 4.1


def test_plotly_is_loaded_only_when_a_chart_is_drawn() -> None:
    """The page starts without it."""
    code = "import sys, coach.ui.chart; sys.exit(any(m.split('.')[0] == 'plotly' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SHELL = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>:root {{ --ink: #101820; --line: #ccc }} body {{ margin: 8px }} {css}</style><script>{plotly}</script>
<body><div class="pay-chart"><div id="plot"></div></div>{told}<div style="height: 2000px"></div>
<script>Plotly.newPlot("plot", {data}).then(g => Plotly.Plots.resize(g)).then(() => {{ window.ready = true }})</script>"""


@pytest.fixture(scope="module")
def show(browser: Any) -> Iterator[Callable[..., Any]]:
    """Show a chart in a page of the width of a phone, and return the page."""
    plotly = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    phone = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)

    def open_page(shown: Chart) -> Any:
        page = phone.new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        data = json.dumps(json.loads(drawn(shown).to_json())).replace("</", "<\\/")
        page.set_content(SHELL.format(css=CSS, plotly=plotly, told=told(shown), data=data))
        page.wait_for_function("window.ready")
        assert said == []
        return page

    yield open_page
    phone.close()


def boxes(page: Any) -> list[dict[str, float]]:
    return page.evaluate(
        "[...document.querySelectorAll('#plot .annotation-text')].map(t => { const b = t.getBoundingClientRect();"
        " return {left: b.left, right: b.right, top: b.top, bottom: b.bottom, text: t.textContent} })"
    )


def test_on_a_phone_all_words_are_inside_and_apart(show: Callable[..., Any], real: Chart) -> None:
    """At 360 pixels no words are cut off, none lie on each other or on a bar, and nothing scrolls sideways."""
    page = show(real)
    held = boxes(page)
    assert len(held) == len(drawn(real).layout.annotations)
    assert all(b["left"] >= 0 and b["right"] <= 360 for b in held), held
    drawings = page.evaluate(
        "[...document.querySelectorAll('#plot .bars .point path, #plot .scatterlayer .point')].map(t =>"
        " { const b = t.getBoundingClientRect(); return {top: b.top, bottom: b.bottom, left: b.left, right: b.right} })"
    )
    assert len(drawings) == len(real.bars) + len(real.marks)
    assert all(b["left"] >= 0 and b["right"] <= 360 for b in drawings)
    for word in held:
        for other in [o for o in (*held, *drawings) if o is not word]:
            across = min(word["right"], other["right"]) - max(word["left"], other["left"])
            down = min(word["bottom"], other["bottom"]) - max(word["top"], other["top"])
            assert across <= 0 or down <= 2, (word, other)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_long_names_wrap_on_a_phone(show: Callable[..., Any]) -> None:
    """A name of many words, a currency of three letters and large amounts stay inside."""
    long = Bar(
        "The Extraordinarily Long-Winded Consolidated Holding Company of the Northern Provinces, Senior Principal",
        "total", 1_234_567_000, 2_345_678_000, "IDR", "per year", "a/b", Lines(1, 1),
    )  # fmt: skip
    marks = tuple(Mark(kind, "total", 1_999_888_000, "x") for kind in SIGNS)
    held = boxes(show(Chart("t", (long,), marks, (), "IDR")))
    assert all(b["right"] <= 360 for b in held), held


def test_html_in_a_name_is_shown_and_does_nothing(show: Callable[..., Any]) -> None:
    """Plotly reads tags and links in its texts; a guide's are shown as they are written."""
    page = show(chart(bar(EVIL, 1e5, 2e5), notes=(EVIL,)))
    assert "<b>Bold</b> & " in "".join(b["text"] for b in boxes(page))  # type: ignore[misc]
    assert page.locator("#plot .infolayer a").count() == 0
    assert page.evaluate("window.pwned") is None


def test_the_page_scrolls_under_a_finger_on_the_chart(show: Callable[..., Any], real: Chart) -> None:
    """A swipe that starts on the chart moves the page and leaves the chart as it was."""
    page = show(real)
    before = page.evaluate("JSON.stringify(document.getElementById('plot').layout.xaxis.range)")
    wire = page.context.new_cdp_session(page)
    for kind, y in [("Start", 250), *(("Move", y) for y in range(240, 90, -10)), ("End", 0)]:
        points = [{"x": 180, "y": y}] if y else []
        wire.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    page.wait_for_function("window.scrollY > 100")
    assert page.evaluate("JSON.stringify(document.getElementById('plot').layout.xaxis.range)") == before
    assert not page.locator(".modebar-container").first.is_visible()


def test_equal_marks_stay_legible(show: Callable[..., Any]) -> None:
    """Four marks at one figure are four sizes or places, none of them hidden by another."""
    marks = tuple(Mark(kind, "total", 15e4, "x") for kind in SIGNS)
    page = show(chart(bar("Total", 1e5, 2e5), marks=marks))
    held = page.evaluate(
        "[...document.querySelectorAll('#plot .scatterlayer .point')].map(t => { const b = t.getBoundingClientRect();"
        " return [Math.round(b.width), Math.round(b.height), Math.round(b.top)] })"
    )
    assert len(held) == len(SIGNS)
    assert all(a != b for a, b in combinations(held, 2)), held
