"""A letter's file -> its text: plain text, Markdown, PDF, Word, a mail with what is attached to it, or a picture."""

from __future__ import annotations

from pathlib import Path

from coach.understanding.incoming import LETTER, LETTER_FIGURES, read
from coach.understanding.letters.apart import text_of
from coach.understanding.letters.picture import PICTURES, can_read_pictures
from coach.understanding.letters.refused import PASTE
from index.errors import UserError

_WORDS = (".txt", ".md", ".pdf", ".docx", ".eml")
TYPES = (*_WORDS, *PICTURES) if can_read_pictures() else _WORDS
_PHOTOS = (*PICTURES, ".heic", ".gif")
LARGEST = 2_000_000


def read_letter(path: Path) -> str:
    """The text of a letter; UserError says what to do where the file cannot be read. `LARGEST` is in bytes."""
    kind = path.suffix.casefold()
    check_kind(path)
    data = path.read_bytes()
    if len(data) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1_000_000} MB; {PASTE}.")
    text = text_of(data, kind) if kind in (".pdf", ".docx", ".eml", *PICTURES) else _plain(data)
    if not text.strip():
        raise UserError(f"There is no text in the file; if it is a scan, {PASTE}.")
    return in_length(text)


def check_kind(path: Path) -> None:
    """UserError where a file of this name is none that can be read."""
    kind = path.suffix.casefold()
    if kind in _PHOTOS and kind not in TYPES:
        if can_read_pictures():
            raise UserError(f"I cannot read {kind} pictures; save it as .jpg or .png, or {PASTE}.")
        raise UserError(f"That is a picture, and I read text only; {PASTE}, or type what it says into the box.")
    if kind not in TYPES:
        raise UserError(f"I can read {', '.join(TYPES)} files, not “{path.suffix or path.name}”; {PASTE}.")


def in_length(text: str) -> str:
    """The text of a letter, pasted or from a file, as it is read; UserError where it has more than `LETTER` characters."""
    if len(text) > LETTER:
        raise UserError(f"That is {len(text):,} characters; I read up to {LETTER:,}. Paste the part with the figures.")
    return read(text, LETTER, LETTER_FIGURES)


def _plain(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"The file is no text that I can read; {PASTE}.")
