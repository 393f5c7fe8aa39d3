"""Craft is found by meaning: the wordings of `seen.tsv` find their document, those of `none.tsv` find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import frontmatter
import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from coach.evidence.craft import FITS, _held, embed, find, masked, prepare, unshipped
from coach.scripts.kinds import wordings as labelled
from index.passage import Passage
from tests.shelf import Shelf

HERE = Path(__file__).parent
GUIDES = HERE.parents[1] / "guides"


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that wait for each other cost such small sums ten times what they save where every core is busy."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def library() -> Shelf:
    """The guides that come with the product, in memory."""
    files = sorted(GUIDES.glob("*/*.md"))
    return Shelf({f"{f.parent.name}/{f.stem}": f.read_text(encoding="utf-8") for f in files})


@pytest.fixture(scope="module")
def store(library: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the vectors of the wordings."""
    folder = tmp_path_factory.mktemp("store")
    prepare(library, folder)
    return folder


@pytest.fixture(scope="module")
def found(library: Shelf, store: Path) -> list[tuple[str, list[Passage]]]:
    """The wanted document of each message of `seen.tsv`, and what was found."""
    return [(slug, find(text, library, 3, store)) for text, slug in _rows("seen.tsv")]


def test_each_document_has_wordings(library: Shelf) -> None:
    """Every document of craft is wanted by one of the messages at least, and each lists how people word it."""
    slugs = {s.removeprefix("_playbook/") for s in library.slugs() if s.startswith("_playbook/")}
    assert len(slugs) >= 32
    assert {slug for _, slug in _rows("seen.tsv")} == slugs
    assert all(len(library.guide(f"_playbook/{s}").keywords) >= 8 for s in slugs)


def test_every_wording_ships_with_its_vector(library: Shelf) -> None:
    """Those of the documents and the labelled kinds; else the first who asks waits for them."""
    assert not unshipped(library, labelled()), "run python -m benchmarks.craft STORE --ship"


def test_documents_name_their_sources(library: Shelf) -> None:
    """Three sections or more, each of a length that can be shown, and sources by name."""
    for slug in library.slugs():
        guide = library.guide(slug)
        if guide.is_playbook:
            said = [s for s in guide.sections if s.text and s.heading.casefold() != "sources"]
            assert 3 <= len(said) <= 6, slug
            assert all(80 <= len(s.text.split()) <= 140 for s in said), slug
            assert guide.sources, slug
            held = frontmatter.loads(guide.text)["data_sources"]
            assert len(held) == len(_listed(guide.text)), f"{slug}: a source a line, and no wordings among them"


def _listed(text: str) -> list[str]:
    """The numbered lines of a document's last section."""
    return [line for line in text.rpartition("## Sources")[2].splitlines() if line[:1].isdigit()]


def test_wordings_find_their_document(found: list[tuple[str, list[Passage]]]) -> None:
    """At the first place in 85 of a hundred, among the first three in 95."""
    first = [passages[0].chunk.guide == f"_playbook/{slug}" for slug, passages in found]
    three = [any(p.chunk.guide == f"_playbook/{slug}" for p in passages) for slug, passages in found]
    assert sum(first) / len(found) >= 0.85
    assert sum(three) / len(found) >= 0.95


def test_the_score_tells_whether_anything_fits(
    library: Shelf, store: Path, found: list[tuple[str, list[Passage]]]
) -> None:
    """Most that ask for advice are above the mark, most that ask for none below it."""
    others = [find(text, library, 1, store)[0].score >= FITS for (text,) in _rows("none.tsv")]
    assert sum(passages[0].score >= FITS for _, passages in found) / len(found) >= 0.85
    assert sum(others) / len(others) <= 0.25


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("does relocation get taxed", "Is relocation help taxed?"),
        ("when do I resign", "When is it safe to resign?"),
        ("who says a number first?", "Who should name a number first"),
        ("they asked for my payslip", "When they ask for payslips or proof of salary"),
        ("I was promoted without a raise", "A new title without a raise"),
    ],
)
def test_the_section_is_the_one_that_answers(library: Shelf, store: Path, text: str, heading: str) -> None:
    """Not only the document is right."""
    assert find(text, library, 1, store)[0].chunk.trail[-1] == heading


def test_a_document_comes_once_and_sources_never(library: Shelf, store: Path) -> None:
    """The best section of each; a list of sources answers nothing."""
    found = find("will they withdraw the offer", library, 5, store)
    assert len({p.chunk.guide for p in found}) == len(found) == 5
    assert all(p.chunk.trail[-1] != "Sources" for p in found)


def test_names_and_sums_are_taken_out(library: Shelf) -> None:
    """What is asked does not hang on the company or the figure; days and percents stay."""
    company = next(g for s in library.slugs() if not (g := library.guide(s)).is_playbook).company_name
    assert masked(f"{company} offers $165K, 4 days a week", library.names) == (
        "the company offers that amount , 4 days a week"
    )
    assert masked("base drops by 12%", library.names) == "base drops by 12%"


def test_vectors_are_kept_and_a_broken_file_does_not_matter(tmp_path: Path) -> None:
    """What the store holds is read, what it lost is made again; a message's own vector is not kept."""
    small = Shelf()
    _held.clear()  # what an earlier test made is not what this store holds
    prepare(small, tmp_path)
    kept = tmp_path / "craft.npz"
    size = kept.stat().st_size
    assert find("the budget is set", small, 1, tmp_path)[0].chunk.guide == "_playbook/pushback"
    assert kept.stat().st_size == size
    held = kept.read_bytes()
    middle = len(held) // 2
    garbled = held[: middle - 200] + bytes(b ^ 85 for b in held[middle - 200 : middle + 200]) + held[middle + 200 :]
    for broken in (b"no file of vectors", b"", held[:middle], garbled, None):
        kept.unlink() if broken is None else kept.write_bytes(broken)
        _held.clear()
        prepare(small, tmp_path)
        assert kept.read_bytes() == held or kept.stat().st_size == size
        assert find("the budget is set", small, 1, tmp_path)[0].chunk.guide == "_playbook/pushback"


def test_without_documents_nothing_is_found() -> None:
    """A folder without craft, and a message without words."""
    bare = Shelf({s: t for s, t in Shelf().texts.items() if not s.startswith("_playbook/")})
    assert find("will they pull the offer?", bare) == []
    assert find("   ", Shelf()) == []


def test_vectors_have_length_one() -> None:
    """Also that of a text without words."""
    rows = embed(["will they pull the offer?", ""])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert embed([]).shape == (0, 384)
