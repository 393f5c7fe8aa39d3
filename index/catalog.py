"""Guides <-> rows: the structured half of the index, in SQLAlchemy; a SQLite file unless a URL says otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    RowMapping,
    Select,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import DatabaseError

from index.chunk import Chunk, ChunkKind
from index.errors import Damaged, Unwritable
from index.guide import Component, Finding, Guide, Layout, Lines
from index.money import Period

_MANY = 500  # ids in one statement: SQLite and Postgres both take far more

_META = MetaData()
GUIDES = Table(
    "guides", _META,
    Column("slug", String, primary_key=True), Column("company", String, index=True), Column("role", String, index=True),
    Column("company_name", String), Column("role_name", String), Column("role_type", String), Column("ticker", String),
    Column("file", String), Column("sha256", String), Column("readable", Boolean),
    Column("last_updated", Date), Column("next_review_due", Date), Column("quality", String), Column("quarter", String),
    Column("text", Text),
)  # fmt: skip
PAYS = Table(
    "pays", _META,
    Column("guide", String, index=True), Column("line", Integer), Column("layout", String), Column("heading", String),
    Column("region", String), Column("places", String), Column("level", String),
    Column("component", String), Column("label", String), Column("text", String),
    Column("low", Float), Column("high", Float), Column("unit", String),
    Column("percent_low", Float), Column("percent_high", Float),
    Column("second_low", Float), Column("second_high", Float), Column("second_unit", String),
    Column("covers", String), Column("period", String),
)  # fmt: skip
CHUNKS = Table(
    "chunks", _META,
    Column("id", String, primary_key=True), Column("guide", String), Column("position", Integer),
    Column("kind", String),
    Column("regions", JSON), Column("trail", JSON), Column("first", Integer), Column("last", Integer),
    Column("breadcrumb", Text), Column("text", Text),
    Index("chunk_of_guide", "guide", "position"),
)  # fmt: skip
LEVERS = Table(
    "levers", _META,
    Column("guide", String, index=True), Column("number", Integer), Column("title", String), Column("text", Text),
    Column("script", Text), Column("first", Integer), Column("last", Integer), Column("heading", String),
)  # fmt: skip
SOURCES = Table(
    "sources", _META,
    Column("guide", String, index=True), Column("number", Integer), Column("text", Text), Column("url", String),
    Column("first", Integer), Column("last", Integer),
)  # fmt: skip
FINDINGS = Table(
    "findings", _META,
    Column("guide", String, index=True), Column("severity", String), Column("file", String), Column("line", Integer),
    Column("rule", String), Column("message", Text),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuideRow:
    """What the catalogue knows of a guide file. `readable` is False where the file held only findings."""

    slug: str
    company: str
    role: str
    company_name: str
    role_name: str
    role_type: str
    ticker: str
    file: str
    sha256: str
    readable: bool
    last_updated: date | None
    next_review_due: date | None
    quality: str
    quarter: str


@dataclass(frozen=True, slots=True)
class PayRow:
    """One cell of a pay row. `covers` is what the cell's figure covers (None: not said), `period` what the row pays by.

    `low` and `high` are in `unit` (a currency, "options" or "shares"); percentages stand apart.
    """

    guide: str
    line: int
    layout: Layout
    heading: str
    region: str
    places: tuple[str, ...]
    level: str
    component: Component
    label: str
    text: str
    low: float | None
    high: float | None
    unit: str
    percent_low: float | None
    percent_high: float | None
    second_low: float | None
    second_high: float | None
    second_unit: str
    covers: Period | None
    period: Period


@dataclass(frozen=True, slots=True)
class PayQuery:
    """Which pay cells are wanted; an empty field does not restrict. `places` are gazetteer keys, any of them."""

    companies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide as rows, ready to be stored: table name -> rows."""

    slug: str
    rows: dict[str, list[dict[str, Any]]]


def entry_of(guide: Guide, file: str, sha256: str, parts: tuple[Sequence[Chunk], Sequence[Finding]]) -> Entry:
    """Turn a guide, its chunks and its findings into rows."""
    chunks, findings = parts
    fresh, slug = guide.freshness, guide.slug
    head = {
        "slug": slug, "company": guide.company, "role": guide.role, "company_name": guide.company_name,
        "role_name": guide.role_name, "role_type": guide.role_type, "ticker": guide.ticker, "file": file,
        "sha256": sha256, "readable": bool(guide.text), "last_updated": fresh.last_updated,
        "next_review_due": fresh.next_review_due, "quality": fresh.data_quality,
        "quarter": fresh.salary_data_quarter, "text": guide.text,
    }  # fmt: skip
    levers = [
        {"guide": slug, "number": x.number, "title": x.title, "text": x.text, "script": x.script,
         "first": x.lines.first, "last": x.lines.last, "heading": x.heading}
        for x in guide.levers
    ]  # fmt: skip
    sources = [
        {"guide": slug, "number": x.number, "text": x.text, "url": x.url, "first": x.lines.first, "last": x.lines.last}
        for x in guide.sources
    ]
    held = [
        {"id": c.id, "guide": slug, "position": at, "kind": c.kind, "regions": c.regions, "trail": c.trail,
         "first": c.lines.first, "last": c.lines.last, "breadcrumb": c.breadcrumb, "text": c.text}
        for at, c in enumerate(chunks)
    ]  # fmt: skip
    notes = [{"guide": slug, **asdict(f)} for f in findings]
    rows = {
        "guides": [head], "pays": list(_pays(guide)), "chunks": held, "levers": levers, "sources": sources,
        "findings": notes,
    }  # fmt: skip
    return Entry(slug, rows)


def _pays(guide: Guide) -> Iterator[dict[str, Any]]:
    for band in guide.bands:
        places = f"|{'|'.join(band.region.places)}|" if band.region and band.region.places else ""
        for pay in band.pays:
            amount, percent, second = pay.amount, pay.percent, pay.second
            yield {
                "guide": guide.slug, "line": pay.line, "layout": band.layout, "heading": band.heading,
                "region": band.region.label if band.region else "", "places": places, "level": band.level or "",
                "component": pay.component, "label": pay.label, "text": pay.text,
                "low": amount and amount.low, "high": amount and amount.high, "unit": amount.unit if amount else "",
                "percent_low": percent and percent.low, "percent_high": percent and percent.high,
                "second_low": second and second.low, "second_high": second and second.high,
                "second_unit": second.unit if second else "", "covers": pay.period,
                "period": band.footing(pay) if pay.component in ("base", "total") else band.period,
            }  # fmt: skip


class Catalogue:
    """The rows of one index version. Open it with `open_catalogue` (to read) or `edit_catalogue` (to build)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def guides(self) -> tuple[GuideRow, ...]:
        """Return every guide file, unreadable ones included, in slug order."""
        columns = [GUIDES.c[f.name] for f in fields(GuideRow)]
        return tuple(GuideRow(**row) for row in self._rows(select(*columns).order_by(GUIDES.c.slug)))

    def text(self, slug: str) -> tuple[str, str]:
        """Return (file name, whole text) of a guide; KeyError where there is none."""
        for row in self._rows(select(GUIDES.c.file, GUIDES.c.text).where(GUIDES.c.slug == slug)):
            return row["file"], row["text"]
        raise KeyError(slug)

    def chunks(self, guide: str) -> tuple[Chunk, ...]:
        """Return the chunks of a guide, in the order they stand in it."""
        rows = self._rows(select(CHUNKS).where(CHUNKS.c.guide == guide).order_by(CHUNKS.c.position))
        return tuple(_chunk(row) for row in rows)

    def chunks_by_id(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Return the chunks that exist among `ids`."""
        found: dict[str, Chunk] = {}
        for at in range(0, len(ids), _MANY):
            for row in self._rows(select(CHUNKS).where(CHUNKS.c.id.in_(ids[at : at + _MANY]))):
                found[row["id"]] = _chunk(row)
        return found

    def kinds_by_id(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the kind of each chunk that exists among `ids`."""
        found: dict[str, str] = {}
        for at in range(0, len(ids), _MANY):
            query = select(CHUNKS.c.id, CHUNKS.c.kind).where(CHUNKS.c.id.in_(ids[at : at + _MANY]))
            found.update((row["id"], row["kind"]) for row in self._rows(query))
        return found

    def embedded(self) -> Iterator[tuple[str, str, str]]:
        """Yield (id, guide, words to find it by) of every chunk, in guide order."""
        columns = (CHUNKS.c.id, CHUNKS.c.guide, CHUNKS.c.breadcrumb, CHUNKS.c.text)
        with _plain(), self._engine.connect() as connection:
            for row in connection.execute(select(*columns).order_by(CHUNKS.c.guide, CHUNKS.c.position)):
                yield row.id, row.guide, f"{row.breadcrumb}\n{row.text}"

    def pays(self, wanted: PayQuery) -> list[PayRow]:
        """Return the pay cells that fit, across guides."""
        query = select(PAYS).join(GUIDES, GUIDES.c.slug == PAYS.c.guide)
        for column, values in (
            (GUIDES.c.company, wanted.companies), (GUIDES.c.role, wanted.roles),
            (PAYS.c.component, wanted.components), (PAYS.c.unit, wanted.units),
        ):  # fmt: skip
            if values:
                query = query.where(column.in_(values))
        if wanted.places:
            query = query.where(or_(*(PAYS.c.places.contains(f"|{p}|", autoescape=True) for p in wanted.places)))
        rows = self._rows(query.order_by(PAYS.c.guide, PAYS.c.line))
        return [PayRow(**{**row, "places": tuple(filter(None, row["places"].split("|")))}) for row in rows]

    def findings(self, guide: str = "") -> list[Finding]:
        """Return what was found in one guide, or in all."""
        columns = [FINDINGS.c[f.name] for f in fields(Finding)]
        query = select(*columns).order_by(FINDINGS.c.file, FINDINGS.c.line)
        return [Finding(**row) for row in self._rows(query.where(FINDINGS.c.guide == guide) if guide else query)]

    def count(self, table: Table) -> int:
        """Return the number of rows of one of this module's tables."""
        with _plain(), self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

    def replace(self, entries: Iterable[Entry]) -> None:
        """Store guides in one transaction, in place of what their slugs held."""
        entries = list(entries)
        self.remove([entry.slug for entry in entries])
        with _plain(), self._engine.begin() as connection:
            for table in _META.sorted_tables:
                rows = [row for entry in entries for row in entry.rows[table.name]]
                if rows:
                    connection.execute(insert(table), rows)

    def remove(self, slugs: Sequence[str]) -> None:
        """Forget guides and all their rows."""
        with _plain(), self._engine.begin() as connection:
            for at in range(0, len(slugs), _MANY):
                some = slugs[at : at + _MANY]
                for table in _META.sorted_tables:
                    key = table.c.slug if table is GUIDES else table.c.guide
                    connection.execute(delete(table).where(key.in_(some)))

    def close(self) -> None:
        """Let go of the file or the connections."""
        self._engine.dispose()

    def _rows(self, query: Select[Any]) -> list[RowMapping]:
        with _plain(), self._engine.connect() as connection:
            return list(connection.execute(query).mappings())


def open_catalogue(file: Path) -> Catalogue:
    """Open a published catalogue to read; the file never changes again, so nothing is locked."""
    where = quote(str(file.resolve()))
    return Catalogue(create_engine(f"sqlite:///file:{where}?mode=ro&immutable=1&uri=true"))


def edit_catalogue(file: Path) -> Catalogue:
    """Open or create a catalogue that nobody reads yet. It is not safe against a crash: a killed build starts anew."""
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def _fast(connection: Any, _: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")

    with _plain():
        _META.create_all(engine)
    return Catalogue(engine)


_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})


@contextmanager
def _plain() -> Iterator[None]:
    """Say it plainly where the file is no catalogue (any more), or cannot be written to."""
    try:
        yield
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code in _NO_ROOM:
            raise Unwritable(f"The catalogue cannot be written ({error.orig}).") from error
        raise Damaged(f"The catalogue of the index is damaged ({error.orig}): run `coach index build`.") from error


def _chunk(row: RowMapping) -> Chunk:
    company, _, role = row["guide"].partition("/")
    return Chunk(
        row["id"], row["guide"], company, role, cast(ChunkKind, row["kind"]), tuple(row["regions"]),
        tuple(row["trail"]), Lines(row["first"], row["last"]), row["breadcrumb"], row["text"],
    )  # fmt: skip
