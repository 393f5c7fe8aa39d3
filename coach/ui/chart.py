"""A chart's figures -> a Plotly figure that reads on a phone, and the same as a table in HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from coach.answers.chart import Bar, Chart, Mark, MarkKind
from coach.answers.pay import NAMES
from coach.ui.texts import text
from coach.understanding.words import cut
from index.money import Range, format_amount, format_range

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# No one colour of small text reads well on white and on near-black alike (at most 4.2 to 1), so the page sets the ink.
# Plotly's own buttons cannot all be taken away in the figure, and one of them sends it to Plotly.
CSS = """
.pay-chart .js-plotly-plot text { fill: var(--ink) !important; }
.pay-chart .nsewdrag { cursor: default !important; }
.pay-chart .modebar-container { display: none !important; }
.pay-told { color: var(--ink); font-size: 0.9rem; line-height: 1.45; }
.pay-told ul { margin: 6px 0; padding-left: 1.2em; }
.pay-told summary { cursor: pointer; font-weight: 600; }
.pay-told table { width: 100%; border-collapse: collapse; margin: 8px 0; font-variant-numeric: tabular-nums; }
.pay-told caption { text-align: left; font-weight: 600; padding: 4px 0; }
.pay-told th, .pay-told td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.pay-told td:last-child { overflow-wrap: anywhere; }
"""
FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"  # the page's own
# Each at least 3 to 1 on white and on #0f172a, as graphics must be; INK is the best that text can be without CSS.
INK, OWN, OTHER = "#727d8c", "#0d9488", "#64748b"
OWN_FILL, OTHER_FILL, TRACK = "rgba(13,148,136,0.34)", "rgba(100,116,139,0.24)", "rgba(100,116,139,0.24)"
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Sign:
    """How one kind of mark looks: a letter for the key, Plotly's symbol, and how far it hangs below the bar's
    middle.
    """

    glyph: str
    symbol: str
    size: int
    colour: str
    down: int = 0


# They differ in shape and place, so that equal figures stay legible: a diamond in a ring, on a line, over a triangle.
SIGNS: dict[MarkKind, Sign] = {
    "target": Sign("○", "circle-open", 17, "#c2410c"),
    "floor": Sign("┃", "line-ns-open", 18, "#7c5cd6"),
    "offer": Sign("◆", "diamond", 11, "#2f74d0"),
    "ask": Sign("▲", "triangle-up", 11, "#c2410c", 16),
}
KEYED: tuple[MarkKind, ...] = ("offer", "ask", "target", "floor")

# Pixels. The vertical axis counts them, so that bars, words and signs keep their distances at every width.
THICK, NAME, KEY, BELOW, GAP, SIDE = 16, 22, 18, 12, 18, 10
NARROWEST, ROOM = 300, 12  # the plot's own width on a 360 px page, and the half of the widest sign
PER_LINE, PER_KEY = 42, 48  # letters that fit beside each other there, of a name and of a key


def drawn(chart: Chart) -> Figure:
    """Draw the bars from the top down, each with its name and range above it and its marks explained below.

    The words stand at the left edge and not at the bars' ends, where on a phone they would leave little room for the
    bars and run into the marks. There is no axis, as its figures would be nobody's. The page shows the title.
    """
    from plotly.graph_objects import Figure

    return Figure(_plan(chart))


def told(chart: Chart) -> str:
    """The chart in words, escaped: its notes, and a table with every figure and its source to fold out."""
    head = "".join(f'<th scope="col">{name}</th>' for name in map(_named, ("band", "low", "high", "source")))
    rows = "".join(_row(b, chart) for b in chart.bars)
    marks = "".join(f"<li>{escape(_sentence(m, chart))}</li>" for m in chart.marks)
    apart = [] if _compared(chart) or len(chart.bars) < 2 else [_named("apart")]
    notes = "".join(f"<li>{escape(n)}</li>" for n in (*apart, *chart.notes))
    table = (
        f"<table><caption>{escape(chart.title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return (
        '<div class="pay-told">'
        + (f"<ul>{notes}</ul>" if notes else "")
        + f"<details><summary>{escape(_named('table'))}</summary>{table}"
        + (f"<ul>{marks}</ul>" if marks else "")
        + "</details></div>"
    )


def _named(key: str) -> str:
    return text(f"chart.{key}")


def _row(bar: Bar, chart: Chart) -> str:
    high = format_amount(bar.high, bar.currency) + "+" * bar.open_ended
    cells = (format_amount(bar.low, bar.currency), high, f"{bar.guide}.md, line {bar.lines.first}")
    said = "".join(f"<td>{escape(c)}</td>" for c in cells)
    return f'<tr><th scope="row">{escape(_name(bar, chart))}</th>{said}</tr>'


def _sentence(mark: Mark, chart: Chart) -> str:
    """A mark with how it came about, and its line where the guide has it."""
    guide = chart.bars[_beside(mark, chart)].guide
    source = f"; {guide}.md, line {mark.lines.first}" if mark.lines else ""
    alone = _named("alone") if mark.kind == "floor" else ""
    amount = format_amount(mark.value, chart.currency)
    return f"{_named(mark.kind)}, {NAMES[mark.component].lower()}{alone}: {amount} ({mark.words}{source})."


def _beside(mark: Mark, chart: Chart) -> int:
    """The number of the bar that a mark belongs to."""
    return next(i for i, b in enumerate(chart.bars) if b.own and b.component == mark.component)


def _name(bar: Bar, chart: Chart) -> str:
    return text("chart.yours", name=bar.label) if bar.own and _compared(chart) else bar.label


def _compared(chart: Chart) -> bool:
    return any(not b.own for b in chart.bars)


def _plan(chart: Chart) -> dict[str, Any]:
    """The figure as Plotly's plain dictionary."""
    page = _Page(chart)
    for bar in chart.bars:
        page.put(bar)
    fixed = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False}
    layout = {
        "autosize": True, "height": page.top, "margin": {"l": SIDE, "r": SIDE, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": CLEAR, "plot_bgcolor": CLEAR, "font": {"family": FONT, "size": 12, "color": INK},
        "xaxis": {**fixed, "range": [0, 1]}, "yaxis": {**fixed, "range": [page.top, 0]},
        "annotations": page.words, "shapes": [*page.tracks(), *page.offers()],
        "showlegend": False, "hovermode": False, "dragmode": False, "clickmode": "none",
        "modebar": {"remove": ["toImage", "select2d", "lasso2d"]},
    }  # fmt: skip
    return {"data": [page.bars(), *page.signs()], "layout": layout}


def scales(chart: Chart) -> list[tuple[float, float]]:
    """For each bar the amounts at the left and the right edge: all that is drawn, and room for the outermost signs on a
    phone.

    Bars that are compared share one scale. Components of one job do not: on the scale of the total, a bonus would be a
    dot that its own marks hide, and where an offer stands within its band is what the chart is for.
    """
    marks = [(_beside(m, chart), m.value) for m in chart.marks]
    of_bar = [[b.low, b.high, *(v for at, v in marks if _compared(chart) or at == i)] for i, b in enumerate(chart.bars)]
    if _compared(chart):
        return [_reach([v for values in of_bar for v in values])] * len(of_bar)
    return [_reach(values) for values in of_bar]


def _reach(values: list[float]) -> tuple[float, float]:
    least, most = min(values), max(values)
    room = ((most - least) or abs(most) or 1.0) * ROOM / (NARROWEST - 2 * ROOM)
    return least - room, most + room


class _Page:
    """Places one thing below the other; `top` is how far down, in pixels, the next one starts."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.scales = scales(chart)
        self.top = 4
        self.middles: list[int] = []
        self.words: list[dict[str, Any]] = []

    def put(self, bar: Bar) -> None:
        """A bar with its name and range above, and the key of its marks below."""
        number = len(self.middles)
        marks = [m for m in self.chart.marks if _beside(m, self.chart) == number]
        for line in self._head(bar):
            self._say(line, 13, NAME)
        self.middles.append(self.top + THICK // 2 + 2)
        self.top += THICK + 4 + (BELOW if any(m.kind == "ask" for m in marks) else 0)
        for line in self._key(marks):
            self._say(line, 12, KEY)
        self.top += GAP

    def _head(self, bar: Bar) -> list[str]:
        """The name, and the range on the same line where a phone has room for it."""
        value = format_range(Range(bar.low, bar.high, bar.currency, open_ended=bar.open_ended))
        names = wrap(cut(_name(bar, self.chart), 2 * PER_LINE), PER_LINE)
        lines = [f"<b>{_plain(n)}</b>" if bar.own else _plain(n) for n in names]
        if names and len(names[-1]) + len(value) + 2 <= PER_LINE:
            lines[-1] += f"  {_plain(value)}"
        else:
            lines.append(_plain(value))
        return lines

    def _key(self, marks: list[Mark]) -> list[str]:
        """The marks of a bar in words: on one line, or two to a line where that is too long for a phone."""
        ordered = sorted(marks, key=lambda m: KEYED.index(m.kind))
        dotted = _named("dotted") if _compared(self.chart) else ""
        said = [
            f"{_named(m.kind)} {format_amount(m.value, self.chart.currency)}{dotted if m.kind == 'offer' else ''}"
            for m in ordered
        ]
        each = len(said) if sum(len(s) + 4 for s in said) <= PER_KEY else 2
        signed = [
            f'<span style="color:{SIGNS[m.kind].colour}">{SIGNS[m.kind].glyph}</span> {_plain(s)}'
            for m, s in zip(ordered, said, strict=True)
        ]
        return ["   ".join(signed[i : i + each]) for i in range(0, len(signed), each or 1)]

    def _say(self, text: str, size: int, height: int) -> None:
        """One line of words from the left edge."""
        self.words.append(
            {
                "text": text, "x": 0, "y": self.top + height // 2, "xref": "paper", "yref": "y", "xanchor": "left", "yanchor": "middle",
                "align": "left", "showarrow": False, "font": {"size": size}, "borderpad": 0,
            }
        )  # fmt: skip
        self.top += height

    def across(self, number: int, value: float) -> float:
        """How far from the left an amount stands on the scale of bar `number`, 0 to 1."""
        left, right = self.scales[number]
        return (value - left) / (right - left)

    def bars(self) -> dict[str, Any]:
        """All bars as one trace."""
        shown = self.chart.bars
        ends = [(self.across(i, b.low), self.across(i, b.high)) for i, b in enumerate(shown)]
        edges = {"color": [OWN if b.own else OTHER for b in shown], "width": [2 if b.own else 1 for b in shown]}
        return {
            "type": "bar", "orientation": "h", "base": [low for low, _ in ends], "x": [high - low for low, high in ends],
            "y": self.middles, "width": THICK, "hoverinfo": "skip",
            "marker": {"color": [OWN_FILL if b.own else OTHER_FILL for b in shown], "line": edges},
        }  # fmt: skip

    def signs(self) -> Iterable[dict[str, Any]]:
        """The marks, a trace for each kind."""
        for kind, sign in SIGNS.items():
            held = [m for m in self.chart.marks if m.kind == kind]
            if held:
                beside = [_beside(m, self.chart) for m in held]
                edge = {"color": sign.colour, "width": 2.5}
                yield {
                    "type": "scatter", "mode": "markers", "name": _named(kind), "hoverinfo": "skip", "cliponaxis": False,
                    "x": [self.across(i, m.value) for i, m in zip(beside, held, strict=True)],
                    "y": [self.middles[i] + sign.down for i in beside],
                    "marker": {"symbol": sign.symbol, "size": sign.size, "color": sign.colour, "line": edge},
                }  # fmt: skip

    def tracks(self) -> Iterable[dict[str, Any]]:
        """A faint line through every bar, which leads the eye."""
        for y in self.middles:
            yield _line({"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}, TRACK, "solid")

    def offers(self) -> Iterable[dict[str, Any]]:
        """In a comparison, where the offer would stand in every other bar; between the bars there are words."""
        offer = next((m for m in self.chart.marks if m.kind == "offer"), None)
        if offer and _compared(self.chart):
            own, reach = _beside(offer, self.chart), THICK // 2 + 4
            for i, y in enumerate(self.middles):
                if i != own:
                    x = self.across(i, offer.value)
                    ends = {"x0": x, "x1": x, "y0": y - reach, "y1": y + reach}
                    yield _line(ends, SIGNS["offer"].colour, "2px,2px")


def _line(ends: dict[str, Any], colour: str, dash: str) -> dict[str, Any]:
    return {"type": "line", "layer": "below", **ends, "line": {"color": colour, "width": 1.5, "dash": dash}}


def _plain(text: str) -> str:
    """Words as Plotly shows them letter by letter: it reads some HTML, and takes what stands between two "$" for TeX."""
    return escape(text, quote=False).replace("$", "&#36;")
