"""A letter's file -> its text: plain text, Markdown, PDF or Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from index.errors import UserError

TYPES = (".txt", ".md", ".pdf", ".docx")
LARGEST = 2_000_000
LONGEST = 40_000
MOST_PAGES = 30
_UNPACKED = 20_000_000
_PASTE = "paste the text of the letter instead"


def read_letter(path: Path) -> str:
    """The text of a letter; UserError says what to do where the file cannot be read.

    `LARGEST` is in bytes, `LONGEST` in characters; what a Word file unpacks to is limited too.
    """
    kind = path.suffix.casefold()
    if kind not in TYPES:
        raise UserError(f"I can read {', '.join(TYPES)} files, not “{path.suffix or path.name}”; {_PASTE}.")
    data = path.read_bytes()
    if len(data) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1_000_000} MB; {_PASTE}.")
    text = _pdf(data) if kind == ".pdf" else _word(data) if kind == ".docx" else _plain(data)
    if not text.strip():
        raise UserError(f"There is no text in the file; if it is a scan, {_PASTE}.")
    if len(text) > LONGEST:
        raise UserError(
            f"The file holds {len(text):,} characters; I read up to {LONGEST:,}. Paste the part with the figures."
        )
    return text


def _plain(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"The file is no text that I can read; {_PASTE}.")


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UserError(f"The PDF is locked with a password; {_PASTE}.")
        if len(reader.pages) > MOST_PAGES:
            raise UserError(
                f"The PDF has {len(reader.pages)} pages; I read up to {MOST_PAGES}. Paste the part with the figures."
            )
        return "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UserError(f"The PDF cannot be read ({type(error).__name__}); {_PASTE}.") from error


def _word(data: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    broken = f"The Word file cannot be read; save it again as .docx, or {_PASTE}."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _UNPACKED:
                raise UserError(f"The Word file unpacks to more than {_UNPACKED // 1_000_000} MB; {_PASTE}.")
        document = Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise UserError(broken) from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(
                    cell.text.strip() for cell in row.cells
                )  # a merged cell stands there several times
                lines.append(" | ".join(c for c in cells if c))
        else:
            lines.append(block.text)
    return "\n".join(lines)
