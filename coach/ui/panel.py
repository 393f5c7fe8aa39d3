"""Reply -> the chat bubble's Markdown and the evidence panel's HTML; a guide's text is data and always escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from coach.reply import Citation, Figure, Reply
from coach.ui.bars import bars
from coach.ui.excerpt import Excerpt, excerpts_of
from coach.ui.linked import lines, linked, meaning, unique, worked_out
from coach.ui.send import with_tools
from coach.ui.sheet import sheet
from coach.ui.texts import escaped, text
from coach.ui.years import years
from coach.understanding.situation import Situation
from index.guide import PLAYBOOK, Guide

EMPTY = ""  # nothing stands beside a talk without sources
_MARK = re.compile(r"\[(\d{1,3})\](?!\()")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
# What a reader of Markdown makes a link by itself: addresses of the web and of mail.
_ADDRESS = re.compile(r"[a-z]{2,10}://\S*|www\.\S*", re.I)
_AT = re.compile(r"(?<=[\w.+-])@(?=\w)")
# The rooms whose answers are a view of the offer or words to say.
_PRACTISED = frozenset("verdict decision ask room answered trade plan words practice next_step".split())
_OVER = frozenset(("accepted", "declined", "withdrawn"))  # stages after which nothing is left to practise
_BREAKS = re.compile(r"(?<=[+/])(?=\w)")  # where a long heading may go on in the next line
_FEW = 8  # figures shown without a click


def plain(words: str, sources: str = "") -> str:
    """Markdown in which nothing is markup of the page, fetched from elsewhere or a way there: no tags, images, links,
    references.

    An address is made no link either, whoever wrote it, unless it stands in the `sources`.
    """
    words = _TAG.sub("&lt;", words).replace("![", "!\\[").replace("](", "]\\(").replace("]:", "]\\:")
    words = _ADDRESS.sub(lambda m: m[0] if _known(m[0], sources) else m[0].replace("://", ":\\//").replace("www.", "www\\.", 1), words)  # fmt: skip
    return _AT.sub("\\@", words)


def typed(words: str) -> str:
    """What `plain` has made of a text, back again."""
    for made, was in (
        ("&lt;", "<"),
        ("!\\[", "!["),
        ("]\\(", "]("),
        ("]\\:", "]:"),
        (":\\//", "://"),
        ("www\\.", "www."),
        ("\\@", "@"),
    ):
        words = words.replace(made, was)
    return words


def _known(address: str, sources: str) -> bool:
    """Whether a source has just that address, and not only one that begins so."""
    address = address.rstrip(".,;:!?)]}'\"’”*_")
    return re.search(rf"(?<![\w/.]){re.escape(address)}(?![\w/?#&=%-])", sources) is not None


def bubble(reply: Reply, turn: int, *, ended: bool = True) -> str:
    """The answer as Markdown: its marks lead to the panel's citations, its caveats stand below; an offer's bars stand
    before the first paragraph with a source. Once it has `ended`, what can be done with words to send stands below these.

    A mark is a Markdown reference whose title names the source, so that hovering shows it and a copied answer
    carries its sources as readable text.
    """
    sources = " ".join(c.quote for c in reply.citations)
    parts = with_tools(
        _with_bars(linked(_apart(plain(reply.text, sources)), reply, turn).split("\n\n"), reply), reply, ended=ended
    )
    if ended and practised(reply):
        parts.append(f"[{text('evidence.practise')}](#practise-{turn})")
    if reply.caveats:
        parts.append("***\n\n" + "\n".join(f"- {_one_line(plain(c))}" for c in reply.caveats))
    if reply.engine != "built-in":
        tokens = sum(reply.tokens.values())
        spent = text("evidence.tokens", count=f"{tokens:,}") if tokens else ""
        spent += f", {reply.cost}" if reply.cost else ""
        engine, repaired, replaced = plain(reply.engine), reply.repaired, reply.replaced
        said = text("evidence.worded", engine=engine, repaired=repaired, replaced=replaced, spent=spent)
        parts.append(f"***\n\n- {said}")
    used = {int(n) for n in _MARK.findall(reply.text)}
    marks = [f'[{c.number}]: #{anchor(turn, c.number)} "{_title(c)}"' for c in reply.citations if c.number in used]
    return "\n\n".join([*parts, "\n".join(marks)]).strip()


def _with_bars(paragraphs: list[str], reply: Reply) -> list[str]:
    at = next((n for n, p in enumerate(paragraphs) if _MARK.search(p)), None)
    drawn = bars(reply) if at is not None else ""
    at = max(1, at or 0)  # the verdict's own line comes first
    table = next((n for n, p in enumerate(paragraphs) if p.startswith("|")), None)
    if not drawn and table is not None and (drawn := years(reply)):
        at = table  # the same sums in figures stand below
    return [*paragraphs[:at], drawn, *paragraphs[at:]] if drawn else paragraphs


def practised(reply: Reply) -> bool:
    """Whether the answer is a view of a talk, or words for it, that can be rehearsed: by a guide, or by what they offer
    or the person earns.
    """
    told = bool(reply.situation.get("offer") or reply.situation.get("current"))
    job = bool(reply.situation.get("company")) and bool(reply.citations)
    return (told or job) and reply.state.get("stage") not in _OVER and not _PRACTISED.isdisjoint(reply.moves)


def anchor(turn: int, number: int) -> str:
    """The id of a citation on the page; a conversation's turns count from 1."""
    return f"cite-{turn}-{number}"


def evidence(replies: Iterable[tuple[str, Reply]], guides: Mapping[str, Guide], today: date | None = None) -> str:
    """The panel: the sources of the last answer, and those of earlier ones folded below.

    `replies` are the conversation's (question, reply) pairs; `guides` those at hand of the ones they cite. What is
    overdue `today` is marked.
    """
    turns = list(enumerate(replies, start=1))
    if not any(r.citations or _made(r) for _, (_, r) in turns):
        return EMPTY
    number, (_, last) = turns[-1]
    count = len(last.citations)
    name = text("evidence.sources")
    title = f"{escape(name)} <span>{count}</span>" if count else escape(name)
    earlier = "".join(
        f"<details><summary>{escape(question)}</summary>{_sources(reply, n, guides, today)}</details>"
        for n, (question, reply) in reversed(turns[:-1])
        if reply.citations
    )
    inside = f"<h2>{title}</h2>{_understood(last)}{_sources(last, number, guides, today) or _nothing(last)}" + (
        f'<section class="earlier"><h3>{escaped("evidence.earlier")}</h3>{earlier}</section>' if earlier else ""
    )
    return sheet(f"sources-{number}", name, inside, handle=title, kind="" if count else "bare")


def _sources(reply: Reply, turn: int, guides: Mapping[str, Guide], today: date | None) -> str:
    cards = "".join(_card(e, reply, turn, guides, today) for e in excerpts_of(reply.citations, guides))
    return cards + _worked_out(reply, turn)


def _card(excerpt: Excerpt, reply: Reply, turn: int, guides: Mapping[str, Guide], today: date | None) -> str:
    """One stretch of one guide: whose it is, its lines, and what each figure taken from it means."""
    cited = {c.number for c in excerpt.citations}
    figures = unique(f for f in reply.figures if f.citation in cited and f.text in reply.text)
    texts = [f.text for f in figures]
    first, last = excerpt.citations[0], excerpt.citations[-1]
    above = "".join(_badge(c, turn) for c in excerpt.citations if not _row_of(c, excerpt))
    body = _table(excerpt, texts, turn) if excerpt.cells else _prose(excerpt, texts)
    return (
        f'<section class="cite"><h3>{above}{_whose(first.guide, guides)}</h3>'
        f'<p class="where">{escape(first.heading)} · {lines(first.lines[0], last.lines[1])}</p>'
        f"{body}{_figures([f for f in figures if f.component])}"
        f'<p class="file">{escape(first.guide)}.md</p>{_state(guides.get(first.guide), today)}</section>'
    )


def _row_of(c: Citation, excerpt: Excerpt) -> int:
    """The line of the table row that bears a citation's number; 0 where the card's head does, as for prose."""
    return next((line for line, _ in excerpt.cells if c.lines[0] <= line <= c.lines[1]), 0)


def _badge(c: Citation, turn: int) -> str:
    return (
        f'<span class="number" id="{anchor(turn, c.number)}"><span id="of-{turn}-{c.number}">{c.number}</span></span>'
    )


def _table(excerpt: Excerpt, texts: list[str], turn: int) -> str:
    """The pay table's head, the cited rows highlighted with their numbers, and the rows next to them."""
    cited = {line for c in excerpt.citations for line in range(c.lines[0], c.lines[1] + 1)}
    rows, before = [], None
    for line, cells in excerpt.cells:
        if before is not None and line > before + 1:
            rows.append(f'<tr class="gap"><td colspan="{len(cells) + 1}">⋯</td></tr>')
        before = line
        hit = line in cited
        numbers = "".join(_badge(c, turn) for c in excerpt.citations if _row_of(c, excerpt) == line)
        held = "".join(f"<td>{_marked(_kept(cell), texts if hit else [])}</td>" for cell in cells)
        opening = '<tr class="hit">' if hit else "<tr>"
        rows.append(f'{opening}<th scope="row" title="{escape(lines(line, line))}">{numbers or line}</th>{held}</tr>')
    head = "".join(f'<th scope="col">{_BREAKS.sub("<wbr>", escape(h))}</th>' for h in excerpt.head)
    top = f"<thead><tr><th></th>{head}</tr></thead>" if head else ""
    return f'<div class="rows" tabindex="0" role="region" aria-label="{escaped("evidence.table")}"><table>{top}<tbody>{"".join(rows)}</tbody></table></div>'


def _kept(cell: str) -> str:
    """A cell whose ranges, where they must break, break after the dash."""
    return re.sub(r" (?=[-–—] )", "\u00a0", cell)


def _prose(excerpt: Excerpt, texts: list[str]) -> str:
    """The quoted lines, each with its number in the file; lines that hold a figure of the answer stand out."""
    rows = []
    for line, words in excerpt.prose:
        marked = _marked(words, texts)
        rows.append(f'<li{" class=hit" if "<mark>" in marked else ""} value="{line}">{marked}</li>')
    return f'<ol class="quote">{"".join(rows)}</ol>'


def _marked(words: str, texts: list[str]) -> str:
    """Escaped words in which each figure of `texts` is marked, however its dash is written there."""
    found = [re.sub(r"\s*–\s*", r"\\s*[-–—‑−]\\s*", re.escape(t).replace(r"\-", "-")) for t in texts if t]
    if not found:
        return escape(words)
    pattern = re.compile("(" + "|".join(sorted(found, key=len, reverse=True)) + r")(?![\d,.]*\d)")
    return "".join(f"<mark>{escape(p)}</mark>" if i % 2 else escape(p) for i, p in enumerate(pattern.split(words)))


def _figures(figures: list[Figure]) -> str:
    if not figures:
        return ""
    rows = (
        f'<ul class="figures">{"".join(f"<li><b>{escape(f.text)}</b> {escape(meaning(f))}</li>" for f in figures)}</ul>'
    )
    return (
        rows
        if len(figures) <= _FEW
        else f"<details><summary>{escaped('evidence.each', count=len(figures))}</summary>{rows}</details>"
    )


def _worked_out(reply: Reply, turn: int) -> str:
    """Figures that no guide holds: worked out, with their formula, or given by the user."""
    made = _made(reply)
    if not made:
        return ""
    rows = "".join(f"<li><b>{escape(f.text)}</b> {escape(_origin(f))}</li>" for f in made)
    return f'<section class="cite derived"><h3 id="made-{turn}">{escaped("evidence.made")}</h3><ul class="figures">{rows}</ul></section>'


def _made(reply: Reply) -> list[Figure]:
    return unique(
        f for f in reply.figures if f.citation is None and f.text in reply.text and (f.formula or f.kind == "user")
    )


def _origin(f: Figure) -> str:
    return " · ".join(x for x in (meaning(f), worked_out(f)) if x)


def _state(guide: Guide | None, today: date | None) -> str:
    """How fresh and how good the guide says its figures are."""
    if guide is None:
        return ""
    fresh = guide.freshness
    said = [
        ("", text("evidence.figures_of", quarter=fresh.salary_data_quarter) if fresh.salary_data_quarter else ""),
        ("", text("evidence.updated", day=fresh.last_updated) if fresh.last_updated else ""),
    ]
    if fresh.data_quality:
        said.append(
            ("warn" if fresh.data_quality == "low" else "", text("evidence.quality", quality=fresh.data_quality))
        )
    if fresh.next_review_due and today and fresh.next_review_due < today:
        said.append(("warn", text("evidence.due", day=fresh.next_review_due)))
    badges = "".join(f"<span{f' class={kind}' if kind else ''}>{escape(words)}</span>" for kind, words in said if words)
    return f'<p class="state">{badges}</p>' if badges else ""


def _understood(reply: Reply) -> str:
    """What the user said of their own offers and aims, as the coach holds it, so that a wrong reading is seen.

    The job is left out: an answer may be about another one than the conversation's, and its sources name it.
    """
    job = {"company": "", "role": "", "region": "", "level": ""}
    said = Situation.model_validate({**reply.situation, **job}).summary()
    return f'<p class="about"><span>{escaped("evidence.you_said")}</span> {escape(said)}</p>' if said else ""


def _nothing(reply: Reply) -> str:
    if reply.abstained:
        return f'<p class="none">{escaped("evidence.nothing")}</p>'
    return f'<p class="none">{escaped("evidence.no_figures")}</p>'


def _whose(slug: str, guides: Mapping[str, Guide]) -> str:
    guide = guides.get(slug)
    if guide is None:
        return escape(slug)
    if guide.company == PLAYBOOK:
        return escaped("evidence.craft", title=guide.title or guide.role_name)
    return escape(f"{guide.company_name} · {guide.role_name}")


def _title(c: Citation) -> str:
    """A citation in one line, safe as a Markdown title."""
    return re.sub(r'["\\<>&\[\]`]', "'", _one_line(f"{c.guide}.md, {c.heading}, {lines(*c.lines)}"))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _apart(words: str) -> str:
    """Adjacent marks with a space between them: in Markdown "[1][2]" would be one link."""
    return re.sub(r"(?<=\[\d\])(?=\[\d{1,3}\])|(?<=\[\d\d\])(?=\[\d{1,3}\])", " ", words)
