"""What goes into the catalogue comes out of it, and what replaces it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalog import CHUNKS, FINDINGS, LEVERS, PAYS, SOURCES, Catalogue, PayQuery, edit_catalogue, open_catalogue
from index.chunk import chunk_guide
from index.parse import parse_guide, parse_text, read_guides
from index.prepare import prepare, prepare_all, scan


@pytest.fixture
def catalogue(tmp_path: Path, guides: Path) -> Iterator[Catalogue]:
    """The three small guides, stored, and opened to read."""
    file = tmp_path / "catalog.sqlite"
    editing = edit_catalogue(file)
    editing.replace(prepare_all(scan(guides, read_guides(guides))))
    editing.close()
    opened = open_catalogue(file)
    yield opened
    opened.close()


def test_a_guide_parsed_from_the_catalogue_is_the_guide_of_the_file(catalogue: Catalogue, guides: Path) -> None:
    """The stored text is the whole file, so that parser and stored rows cannot disagree."""
    for slug, path in read_guides(guides):
        file, text = catalogue.text(slug)
        assert parse_text(text, slug, file) == parse_guide(path, guides)


def test_chunks_come_back_equal_and_in_order(catalogue: Catalogue, guides: Path) -> None:
    """A chunk survives the database in every field."""
    for slug, path in read_guides(guides):
        chunks = chunk_guide(parse_guide(path, guides))
        assert catalogue.chunks(slug) == chunks
        assert catalogue.chunks_by_id([c.id for c in chunks] + ["not-there"]) == {c.id: c for c in chunks}
        assert catalogue.kinds_by_id([c.id for c in chunks]) == {c.id: c.kind for c in chunks}


def test_there_is_one_row_for_each_pay_cell(catalogue: Catalogue, guides: Path) -> None:
    """Every cell of every pay row is stored with its place, its currency and its amounts."""
    cells = [
        (slug, p.line, p.component, p.text)
        for slug, path in read_guides(guides)
        for band in parse_guide(path, guides).bands
        for p in band.pays
    ]
    assert [(r.guide, r.line, r.component, r.text) for r in catalogue.pays(PayQuery())] == cells
    (row,) = catalogue.pays(
        PayQuery(companies=("acme",), roles=("data-scientist",), places=("london",), components=("base",))
    )
    assert (row.low, row.high, row.unit, row.places) == (150_000, 210_000, "GBP", ("london",))


def test_pay_queries_restrict_by_every_field(catalogue: Catalogue) -> None:
    """A place matches whole keys only, and fields narrow each other."""
    every = catalogue.pays(PayQuery(components=("base",)))
    assert {r.guide for r in catalogue.pays(PayQuery(roles=("data-scientist",)))} == {
        "acme/data-scientist",
        "globex/data-scientist",
    }
    assert {r.unit for r in catalogue.pays(PayQuery(units=("GBP",)))} == {"GBP"}
    assert len(catalogue.pays(PayQuery(places=("london", "new-york"), components=("base",)))) == len(every) == 6
    assert catalogue.pays(PayQuery(places=("lon",))) == []
    assert catalogue.pays(PayQuery(places=("%",))) == []


def test_replacing_and_removing_leave_no_rows_behind(tmp_path: Path, guides: Path) -> None:
    """An edited guide has only its new rows, a removed one none, and its neighbours stay as they were."""
    catalogue = edit_catalogue(tmp_path / "c.sqlite")
    sources = scan(guides, read_guides(guides))
    catalogue.replace(map(prepare, sources))
    neighbour = catalogue.chunks("globex/data-scientist")
    before = {t.name: catalogue.count(t) for t in (PAYS, CHUNKS, LEVERS, SOURCES, FINDINGS)}
    catalogue.replace(map(prepare, sources[:1]))
    assert {t.name: catalogue.count(t) for t in (PAYS, CHUNKS, LEVERS, SOURCES, FINDINGS)} == before
    catalogue.remove([s.slug for s in sources[:2]])
    assert [row.slug for row in catalogue.guides()] == ["globex/data-scientist"]
    assert catalogue.chunks("globex/data-scientist") == neighbour
    assert catalogue.count(CHUNKS) == len(neighbour)
    with pytest.raises(KeyError):
        catalogue.text("acme/data-scientist")
    catalogue.close()


def test_worker_processes_prepare_what_one_process_prepares(guides: Path) -> None:
    """More processes give the same entries, whatever the order they end in."""
    sources = scan(guides, read_guides(guides))
    alone = {e.slug: e.rows for e in prepare_all(sources, 1)}
    assert {e.slug: e.rows for e in prepare_all(sources, 2)} == alone


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, guides: Path) -> None:
    """Binary, wrongly encoded and empty files keep a row that says why, and hold no chunk."""
    (guides / "acme" / "binary.md").write_bytes(b"a\0b")
    (guides / "acme" / "latin.md").write_bytes("# Gehälter\n".encode("latin-1"))
    (guides / "acme" / "empty.md").write_text("")
    catalogue = edit_catalogue(tmp_path / "c.sqlite")
    catalogue.replace(prepare_all(scan(guides, read_guides(guides))))
    unreadable = {row.slug for row in catalogue.guides() if not row.readable}
    assert unreadable == {"acme/binary", "acme/latin", "acme/empty"}
    for slug in unreadable:
        assert [f.severity for f in catalogue.findings(slug)] == ["error"]
        assert catalogue.chunks(slug) == ()
    catalogue.close()
