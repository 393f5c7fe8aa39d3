"""Chunks: nothing that belongs together is cut, the words are the file's, and an id stands for all that is stored."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunk import MOST_CHARACTERS, Chunk, chunk_guide
from index.guide import Lines
from tests.texts import LEVERS, PAY, PREMIUMS, SLUG, SOURCES, TITLE, guide_text, line_of, on, read


def chunks_of(text: str, slug: str = SLUG) -> tuple[Chunk, ...]:
    return chunk_guide(read(text, slug))


def holding(chunks: tuple[Chunk, ...], lines: Lines) -> list[Chunk]:
    """The chunks that hold all of `lines`."""
    return [c for c in chunks if c.lines.first <= lines.first and lines.last <= c.lines.last]


WORDS = st.sampled_from("field sensors winter soil seeds gateway review budget grant base growers maps".split())
SENTENCES = st.lists(WORDS, min_size=3, max_size=60).map(lambda w: " ".join(w).capitalize() + ".")
PROSE = st.lists(SENTENCES, max_size=6).map("\n\n".join)


@st.composite
def guides(draw: st.DrawFn) -> str:
    """Guides of every size: some parts missing, prose between the parts, tables and levers long or short."""
    rows = "".join(f"\n| Denver | ${n}K–${n + 20}K | $60K | $10K | $300K |" for n in range(draw(st.integers(0, 30))))
    levers = [
        f'{n}. **{draw(WORDS).capitalize()} lever {n}**\n> "{" ".join(draw(st.lists(SENTENCES, min_size=1, max_size=5)))}"'
        for n in range(1, draw(st.integers(0, 5)) + 1)
    ]
    premiums = [f"- **Skill {n}**: {draw(SENTENCES)} It adds ${n + 5}K." for n in range(1, draw(st.integers(0, 5)) + 1)]
    return guide_text(
        dna=draw(PROSE),
        pay=PAY + rows + f"\n\n{draw(PROSE)}",
        premiums="\n\n".join(["#### Skill Premiums", *premiums, draw(PROSE)]),
        levers="\n\n".join(["#### Global Levers", *levers, draw(PROSE)]) if levers else "",
        strategy="\n\n".join(["#### Strategy", draw(PROSE)]),
        sources=draw(st.sampled_from([SOURCES, ""])),
    )


@settings(max_examples=25)
@given(guides())
def test_no_part_is_cut(text: str) -> None:
    """Each pay row, lever and premium lies whole in exactly one chunk."""
    guide = read(text)
    chunks = chunk_guide(guide)
    wholes = [Lines(p.line, p.line) for b in guide.bands for p in b.pays]
    wholes += [lever.lines for lever in guide.levers] + [p.lines for p in guide.premiums]
    assert len(guide.bands) >= 2
    for lines in wholes:
        assert len(holding(chunks, lines)) == 1, lines


@settings(max_examples=25)
@given(guides())
def test_the_text_is_the_files_own_and_no_line_is_stored_twice(text: str) -> None:
    """A chunk's text is what stands on its lines, chunks share no line, and every line of words is in one."""
    chunks = chunks_of(text)
    for chunk in chunks:
        assert chunk.text == on(text, chunk.lines).strip()
        assert chunk.embedded.endswith(chunk.text)
    held = [at for c in chunks for at in range(c.lines.first, c.lines.last + 1)]
    assert len(held) == len(set(held))
    body = line_of(text, TITLE)
    worded = {at for at, line in enumerate(text.split("\n"), 1) if at > body and line.strip() and line[0] != "#"}
    assert worded <= set(held)


@settings(max_examples=25)
@given(guides())
def test_a_chunk_is_small_or_one_part(text: str) -> None:
    """Neighbouring paragraphs are put together up to the limit; only a single table, list or paragraph exceeds it."""
    for chunk in chunks_of(text):
        paragraphs = [p for p in chunk.text.split("\n\n") if p.strip()]
        size = sum(len(p) + 1 for p in paragraphs)
        assert size <= MOST_CHARACTERS or len(paragraphs) == 1 or chunk.kind in ("lever", "premium")


@settings(max_examples=25)
@given(guides())
def test_ids_are_unique_and_repeatable(text: str) -> None:
    """The same guide gives the same ids, and no two chunks share one, across two guides with the same words either."""
    once, again, other = chunks_of(text), chunks_of(text), chunks_of(text, "contoso/platform-engineer")
    assert once == again
    ids = [c.id for c in (*once, *other)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$8K–$11K", "$9K–$11K"),
        ("Soil telemetry", "Soil physics"),
        ("Skill Premiums", "Field Premiums"),
        ("company_display: Juniper Labs", "company_display: Juniper"),
        ("role_display: Platform Engineer", "role_display: Platform Person"),
        ("company: juniper-labs\n", "company: juniper-labs\nnote: a line more\n"),
    ],
    ids=["figure", "name", "heading", "company", "role", "lines"],
)
def test_an_id_changes_with_anything_stored(old: str, new: str) -> None:
    """A change of words, heading, breadcrumb or place gives the chunk another id, so that the index stores it anew."""
    text = guide_text()
    assert text.count(old) == 1
    before, after = chunks_of(text), chunks_of(text.replace(old, new))
    [was] = [c for c in before if c.text.startswith("- **Soil telemetry")]
    assert was.id not in {c.id for c in after}


def test_an_id_covers_every_field() -> None:
    """Two chunks with one id are equal in every field, whichever of two guides they come from."""
    texts = [
        guide_text(),
        guide_text(pay=PAY.replace("London", "Leeds")),
        guide_text(levers=LEVERS.replace("Field", "Yard")),
    ]
    texts += [guide_text(premiums=PREMIUMS.replace("Skill Premiums", "Skills")), guide_text(front="")]
    seen: dict[str, Chunk] = {}
    for text in texts:
        for chunk in chunks_of(text):
            assert seen.setdefault(chunk.id, chunk) == chunk
    assert len(seen) > len(chunks_of(guide_text()))
    assert {f.name for f in fields(Chunk)} == {
        "id", "guide", "company", "role", "kind", "regions", "trail", "lines", "breadcrumb", "text",
    }  # fmt: skip


def test_a_chunk_knows_its_kind_its_regions_and_where_it_stands() -> None:
    """A pay chunk names the regions of its rows; a lever's breadcrumb ends in the lever's own title."""
    chunks = chunks_of(guide_text())
    [pay] = [c for c in chunks if c.kind == "pay"]
    assert pay.regions == ("Denver (HQ)", "London")
    assert pay.breadcrumb == "Juniper Labs > Platform Engineer > Compensation Benchmarks"
    assert [c.breadcrumb for c in chunks if c.kind == "lever"] == [
        "Juniper Labs > Platform Engineer > Global Levers > Field record",
        "Juniper Labs > Platform Engineer > Global Levers > Unvested stock",
    ]
    kinds = [c.kind for c in chunks]
    assert kinds == ["dna", "pay", "levels", "premium", "premium", "lever", "lever", "strategy", "source"]
    assert {(c.guide, c.company, c.role) for c in chunks} == {(SLUG, "juniper-labs", "platform-engineer")}


def test_general_craft_is_of_one_kind() -> None:
    """A document of general craft is chunked by its sections, all of the kind "playbook"."""
    chunks = chunks_of("# Silence\n\n## After the number\n\nWait.\n\n## Sources\n\n1. A book.\n", "_playbook/silence")
    assert {c.kind for c in chunks} == {"playbook"}
    assert [c.text for c in chunks] == ["Wait.", "1. A book."]


def test_an_unread_guide_has_no_chunks() -> None:
    """What could not be read is not stored."""
    assert chunk_guide(read("")) == ()
    assert chunk_guide(replace(read(guide_text()), sections=())) == ()
