"""A PDF, Word file, mail or picture -> its text, in a process of its own: whatever the file does to it, the coach goes
on.

`python -m coach.understanding.letters.apart .pdf < FILE` writes {"text": ...} or {"problem": ...}, in words for the
user.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from coach.understanding.letters.mail import mail_text
from coach.understanding.letters.picture import PICTURES, can_read_pictures, picture_text, words_of
from coach.understanding.letters.refused import PASTE
from index.errors import UserError

MOST_PAGES = 30
_SECONDS, _BYTES = 15, 1_000_000_000  # of processor time and of memory that one file may take
_SEEN_SECONDS, _SEEN_BYTES = 90, 4_000_000_000  # the same for what is read from pictures
_MOST_SCANS = 6  # pages of a scan that are read
_ROOT = Path(__file__).parents[3]


def text_of(data: bytes, kind: str) -> str:
    """The text of a file of the `kind` .pdf, .docx, .eml or a picture's; UserError where it cannot be read, or not with
    what one may take.
    """
    most = _SEEN_SECONDS if _is_seen(kind) else _SECONDS
    command = [sys.executable, "-m", "coach.understanding.letters.apart", kind]
    try:
        options: dict[str, Any] = {"capture_output": True, "timeout": 2 * most, "cwd": _ROOT, "check": False}
        done = subprocess.run(command, input=data, **options)  # noqa: S603 - our own module
        said = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    if "text" not in said:
        raise UserError(said.get("problem") or f"The file cannot be read in reasonable time; {PASTE}.")
    return str(said["text"])


def _is_seen(kind: str) -> bool:
    """Whether words may have to be read from pictures."""
    return can_read_pictures() and kind not in (".docx", ".eml")


def _text(data: bytes, kind: str) -> str:
    """The text of a file, read in this process."""
    if kind in PICTURES:
        return picture_text(data)
    if kind == ".eml":
        return mail_text(data, _text)
    return _pdf(data) if kind == ".pdf" else _word(data)


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise UserError(f"The PDF is locked with a password; {PASTE}.")
    if len(reader.pages) > MOST_PAGES:
        raise UserError(
            f"The PDF has {len(reader.pages)} pages; I read up to {MOST_PAGES}. Paste the part with the figures."
        )
    words = "\n".join(page.extract_text(extraction_mode="layout") for page in reader.pages)
    if words.strip() or not can_read_pictures():
        return words
    scans = (image.image.convert("RGB") for page in reader.pages[:_MOST_SCANS] for image in page.images if image.image)
    return words_of(scans)


def _word(data: bytes) -> str:
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(
                    cell.text.strip() for cell in row.cells
                )  # a merged cell stands there several times
                lines.append(" | ".join(c for c in cells if c))
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _limit(seconds: int, most: int) -> None:
    """Bound what this process may take, where the system can: `most` is in bytes."""
    try:
        import resource
    except ImportError:  # Windows has none; the parent's timeout holds there
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(kind: str) -> None:
    """Read the file from stdin, tell its text or the problem on stdout."""
    data = sys.stdin.buffer.read()
    name = {".pdf": "PDF", ".docx": "Word file", ".eml": "mail"}.get(kind, "picture")
    seen = _is_seen(kind)
    _limit(_SEEN_SECONDS if seen else _SECONDS, _SEEN_BYTES if seen else _BYTES)
    try:
        said = {"text": _text(data, kind)}
    except UserError as error:
        said = {"problem": str(error)}
    except Exception as error:  # noqa: BLE001 - a broken file can raise anything in its reader, and is the user's to replace
        said = {"problem": f"The {name} cannot be read ({type(error).__name__}); {PASTE}."}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])
