"""A letter's file becomes text, or a sentence on what to do instead; what it says becomes a situation to confirm."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF

from coach.understanding.letters import apart, read_letter, understood
from coach.understanding.letters.read import LARGEST
from coach.understanding.situation import Situation
from index.errors import UserError
from tests.shelf import Shelf

WORDS = "Northwind offers you the role of Data Engineer in New York with a base salary of $181,250."


def pdf(path: Path, words: str, pages: int = 1) -> Path:
    made = FPDF()
    made.set_font("helvetica")
    for _ in range(pages):
        made.add_page()
        made.multi_cell(0, text=words)
    made.output(str(path))
    return path


def test_each_kind_of_file_gives_its_words(tmp_path: Path) -> None:
    """Plain text in three encodings, PDF, and Word with a table where it stands."""
    for n, encoding in enumerate(("utf-8-sig", "utf-16", "cp1252")):
        file = tmp_path / f"{n}.txt"
        file.write_bytes("base: £90,000".encode(encoding))
        assert read_letter(file) == "base: £90,000"
    assert "$181,250" in read_letter(pdf(tmp_path / "a.pdf", WORDS))
    word = Document()
    word.add_paragraph("Dear Ann")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Base salary", "$181,250"
    word.add_paragraph("Yours")
    word.save(str(tmp_path / "a.docx"))
    assert read_letter(tmp_path / "a.docx").split("\n") == ["Dear Ann", "Base salary | $181,250", "Yours"]


def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    """Another kind, too large, too long, empty, broken, a scan, too many pages, a bomb."""
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 21_000_000)
    files = {
        "a.exe": b"MZ",
        "b.txt": b"x" * (LARGEST + 1),
        "c.txt": b"word " * 9000,
        "d.md": b" \n",
        "e.pdf": b"%PDF-1.4 no",
        "f.docx": b"PK no",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    pdf(tmp_path / "scan.pdf", "")
    pdf(tmp_path / "long.pdf", "x", pages=31)
    for name in (*files, "bomb.docx", "scan.pdf", "long.pdf"):
        with pytest.raises(UserError, match=r"[Pp]aste"):
            read_letter(tmp_path / name)


def test_a_table_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell over two thousand million columns takes its own process's time, and the coach goes on."""
    monkeypatch.setattr(apart, "_SECONDS", 1)
    word = Document()
    table = word.add_table(1, 1)
    span = table.cell(0, 0)._tc.get_or_add_tcPr()._add_gridSpan()
    span.val = 2_000_000_000
    word.save(str(tmp_path / "a.docx"))
    with pytest.raises(UserError, match="reasonable time"):
        read_letter(tmp_path / "a.docx")


@pytest.mark.parametrize(
    "text",
    ["Acme (" + "," * 20_000 + "x", "a-" * 20_000, "\u3000" * 40_000, "(" * 40_000, "Acme " * 8_000, "base " * 8_000, "1,000 " * 6_600,
     "- " * 20_000, "| " * 20_000, "the " * 10_000 + "Company", ". " * 20_000, "offer of employment at " * 1_700],
    ids=["commas", "hyphens", "spaces", "brackets", "names", "labels", "amounts", "bullets", "bars", "articles", "dots", "openings"],
)  # fmt: skip
def test_no_letter_makes_the_reader_run_away(text: str) -> None:
    """As long as letters may be, of the worst kinds: seconds at most, where what doubles with each letter would never end."""
    start = time.process_time()
    understood(text, Shelf().names)
    assert time.process_time() - start < 20


def test_a_letter_is_read_as_a_situation() -> None:
    """The job and the base it states, and nothing where it states nothing."""
    found = understood(WORDS, Shelf().names).situation
    assert (found.company, found.role, found.region) == ("Northwind Traders", "Data Engineer", "New York")
    assert [(p.component, p.low) for p in found.offer] == [("base", 181_250)]
    assert understood("Thank you for the nice talk.", Shelf().names).situation == Situation()
