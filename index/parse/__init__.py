"""A guide file -> Guide: front matter, pay tables in every layout, levers, premiums, levels, strategy, sources.

Nothing is dropped silently: what cannot be read becomes a finding with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.front import FrontMatter
from index.guide import (
    PLAYBOOK,
    Finding,
    Freshness,
    Guide,
    Lines,
    Report,
    Section,
    Severity,
    Source,
)
from index.parse.blocks import Room, plain, split_blocks, split_rooms
from index.parse.front import Front, read_front
from index.parse.levers import levers_of
from index.parse.parts import dna_of, levels_of, premiums_of, sources_of
from index.parse.pay import bands_of
from index.parse.prose import remarks_of
from index.parse.strategy import strategies_of

MAX_BYTES = 500_000
_TITLES = (
    re.compile(r"^(?P<role>.+?)\s*\|\s*(?P<company>.+?)(?:\s+(?:Global|Salary"
               r"|Compensation))*\s+Negotiation\s+Guide\b.*$", re.I),
    re.compile(r"^(?P<role>.+?)\s+[—–-]\s+(?P<company>.+?)(?:\s+(?:Global|Salary"
               r"|Compensation))*\s+Negotiation\s+Guide\b.*$", re.I),
)  # fmt: skip
_MARK = re.compile(r"\[\[F\d+\]\]")
_TICKER = re.compile(r"\b(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|TSE|HKEX|SEHK|NSE|BSE)\s*:\s*([A-Z][A-Z.]{0,5}|\d{3,5})\b")


def read_guides(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (slug, path) of every guide file below `root`, in a stable order; other files are passed over."""
    for path in sorted(root.glob("*/*.md")):
        if not path.name.startswith(".") and path.stem.lower() != "readme":
            yield f"{path.parent.name}/{path.stem}", path


def parse_guide(path: Path, root: Path) -> Guide:
    """Read one guide file below `root`. A file that cannot be read becomes a guide that holds only findings."""
    slug = f"{path.parent.name}/{path.stem}"
    file = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
    problem = _unreadable(path, root)
    if problem:
        return _empty(slug, Finding("error", file, 1, "unreadable", problem))
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"The file is not UTF-8 text (byte {error.start}); save it as UTF-8."
        return _empty(slug, Finding("error", file, line, "encoding", message))
    return parse_text(text, slug, file)


def _unreadable(path: Path, root: Path) -> str:
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            return "The file is a link to a place outside the guides folder; it was not read."
        if not real.is_file():
            return "This is not a regular file."
        size = real.stat().st_size
    except (OSError, RuntimeError) as error:
        return f"The file cannot be opened: {error}."
    if size > MAX_BYTES:
        return f"The file has {size:,} bytes; guides larger than {MAX_BYTES:,} are not read."
    return ""


def parse_text(text: str, slug: str, file: str) -> Guide:
    """Read the text of one guide. `slug` is "company/role"; `file` is named in findings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings: list[Finding] = []

    def report(severity: Severity, line: int, rule: str, message: str) -> None:
        findings.append(Finding(severity, file, line, rule, message))

    if not text.strip():
        return _empty(slug, Finding("error", file, 1, "empty", "The file is empty."))
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _empty(slug, Finding("error", file, line, "binary", "The file holds binary data, not Markdown."))
    text = _without_marks(text, report)
    front = read_front(text, report)
    company, _, role = slug.partition("/")
    blocks = split_blocks(front.body, front.body_line)
    title = next((plain(b.text) for b in blocks[:3] if b.kind == "heading" and b.level < 7), "")
    role_name, company_name = _names(title, front.values, company, role)
    rooms = split_rooms(blocks, title)
    if not rooms:
        report(
            "error",
            front.body_line,
            "no-body",
            "There is nothing below the front matter, so there is nothing to cite.",
        )
    if company == PLAYBOOK:
        return _playbook(text, slug, front, rooms, title, tuple(findings))
    bands = bands_of(rooms, report)
    tags, prose = dna_of(rooms)
    sections = _sections(rooms)
    ticker = front.values.ticker.rpartition(":")[2].strip() or _ticker(front.body)
    return Guide(
        slug=slug,
        company=company,
        role=role,
        company_name=company_name,
        role_name=role_name,
        role_type=front.values.role_type,
        title=title,
        text=text,
        freshness=_freshness(front.values),
        bands=bands,
        levers=levers_of(rooms),
        premiums=premiums_of(rooms, bands),
        remarks=remarks_of(sections, text),
        levels=levels_of(rooms),
        strategies=strategies_of(rooms),
        sources=sources_of(rooms) or _named_sources(front),
        sections=sections,
        dna_tags=tags,
        dna_summary=prose or front.values.negotiation_dna_summary,
        ticker=ticker.upper(),
        front=front.values if front.present else None,
        front_lines=front.pay_lines,
        findings=tuple(findings),
    )


def _without_marks(text: str, report: Report) -> str:
    """The text without what the coach's own drafts mark figures with; the keeper is told where it stood."""
    for at in (m.start() for m in _MARK.finditer(text)):
        line = text[:at].count("\n") + 1
        report("warning", line, "reserved-mark", "“[[F1]]” and its like stand for figures here; write it otherwise.")
    return _MARK.sub(lambda m: m[0].strip("[]"), text)


def _playbook(
    text: str, slug: str, front: Front, rooms: list[Room], title: str, findings: tuple[Finding, ...]
) -> Guide:
    company, _, role = slug.partition("/")
    return Guide(
        slug=slug,
        company=company,
        role=role,
        company_name="General craft",
        role_name=front.values.title or title,
        role_type="playbook",
        title=title,
        text=text,
        freshness=_freshness(front.values),
        sources=sources_of(rooms) or _named_sources(front),
        sections=_sections(rooms),
        keywords=front.values.keywords,
        front=front.values if front.present else None,
        findings=findings,
    )


def _sections(rooms: list[Room]) -> tuple[Section, ...]:
    return tuple(
        Section(r.heading, r.trail, r.kind, r.lines, "\n\n".join(b.text for b in r.blocks if b.kind != "rule"))
        for r in rooms
    )


def _freshness(front: FrontMatter) -> Freshness:
    return Freshness(front.last_updated, front.salary_data_quarter, front.next_review_due, front.data_quality)


def _named_sources(front: Front) -> tuple[Source, ...]:
    at = front.lines.get("data_sources", 1)
    return tuple(Source(s.name, s.url, Lines(at, at), n) for n, s in enumerate(front.values.data_sources, start=1))


def _names(title: str, front: FrontMatter, company: str, role: str) -> tuple[str, str]:
    """(role, company) as people read them: the front matter's, else the title's, else the path's."""
    match = next((m for p in _TITLES if (m := p.match(title[:300]))), None)
    role_name = front.role_display or (match["role"].strip(" #") if match else "") or _titled(role)
    company_name = front.company_display or (match["company"].strip() if match else "") or _titled(company)
    return role_name, company_name


def _titled(slug: str) -> str:
    return " ".join(w.upper() if len(w) <= 2 else w.capitalize() for w in slug.split("-"))


def _ticker(text: str) -> str:
    match = _TICKER.search(text[:4000])
    return match[1] if match else ""


def _empty(slug: str, finding: Finding) -> Guide:
    company, _, role = slug.partition("/")
    return Guide(slug, company, role, _titled(company), _titled(role), "", "", "", findings=(finding,))
