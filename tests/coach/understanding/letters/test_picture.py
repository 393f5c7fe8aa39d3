"""A letter as a photo or a scan: read by the extra `ocr`, and a plain word where it is missing."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from coach.understanding.letters import picture as pictures
from coach.understanding.letters import read as reading
from coach.understanding.letters import understood
from coach.understanding.letters.picture import Piece, in_lines, picture_text
from coach.understanding.letters.read import read_letter
from index.errors import UserError
from tests.shelf import Shelf

LINES = (
    "Dear Sam,",
    "We are pleased to offer you the position of Data Engineer at Northwind Traders in New York.",
    "Your annual base salary will be $181,250.",
    "You will receive a sign-on bonus of $12,000.",
)


def drawn(lines: tuple[str, ...] = LINES, kind: str = "PNG") -> bytes:
    """The lines as a picture of a page."""
    import font_roboto

    font = ImageFont.truetype(str(Path(font_roboto.__file__).parent / "files" / "Roboto-Regular.ttf"), 26)
    page = Image.new("RGB", (1240, 120 + 60 * len(lines)), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((60, 60 + 60 * number), line, fill="black", font=font)
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


def test_words_stand_in_lines_as_on_the_page() -> None:
    """Top down, left to right within a line however little they are askew, an empty line where there is a gap."""
    pieces = [
        Piece("$181,250", 400, 101, 20), Piece("Base", 60, 99, 20), Piece("Offer", 60, 60, 20),
        Piece("Ana", 60, 180, 20), Piece("Sign-on", 60, 128, 20), Piece("$12,000", 400, 130, 20),
    ]  # fmt: skip
    assert in_lines(pieces) == "Offer\n\nBase   $181,250\nSign-on   $12,000\n\nAna"


def test_what_the_reader_is_unsure_of_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stain is no word; a picture without words has no text."""
    box = [(60, 50), (200, 50), (200, 70), (60, 70)]

    def found(txts: tuple[str, ...] | None, scores: tuple[float, ...]) -> Any:
        held = SimpleNamespace(boxes=[box] * len(txts or ()), txts=txts, scores=scores)
        module = ModuleType("rapidocr")
        module.RapidOCR = lambda: lambda picture: held  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "rapidocr", module)
        return picture_text(drawn())

    assert found(("Dear Sam", "~;"), (0.98, 0.2)) == "Dear Sam"
    assert found(None, ()) == ""


def test_a_picture_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is unpacked."""
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(UserError, match="too large"):
        picture_text(drawn())


def test_without_the_extra_a_picture_is_refused_with_a_way_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And with it, one of a kind that it does not read names those it does."""
    photo, other = tmp_path / "letter.png", tmp_path / "letter.heic"
    photo.write_bytes(drawn())
    other.write_bytes(b"x")
    monkeypatch.setattr(reading, "TYPES", reading._WORDS)
    monkeypatch.setattr(reading, "can_read_pictures", lambda: False)
    for path in (photo, other):
        with pytest.raises(UserError, match="picture, and I read text only; paste"):
            read_letter(path)
    monkeypatch.setattr(reading, "can_read_pictures", lambda: True)
    with pytest.raises(UserError, match=r"save it as \.jpg"):
        read_letter(other)


@pytest.mark.parametrize("kind", ["png", "jpg", "pdf"])
def test_a_photo_and_a_scan_are_read(kind: str, tmp_path: Path) -> None:
    """With the extra: the figures, the company and the role are those on the page."""
    pytest.importorskip("rapidocr")
    path = tmp_path / f"letter.{kind}"
    path.write_bytes(drawn(kind="JPEG" if kind == "jpg" else kind.upper()))
    letter = understood(read_letter(path), Shelf().names)
    assert {p.component: p.high for p in letter.situation.offer} == {"base": 181_250, "signing": 12_000}
    assert letter.situation.role == "Data Engineer"
