"""A photo or scan of a letter -> its text in lines; the one file that knows rapidocr, which the extra `ocr` brings."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from index.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
MOST_PIXELS = 60_000_000  # of one picture; more is no photo of a letter
_SIDE = 2200  # pixels; of more nothing is read better
_SURE = 0.5  # below it a line is a stain
_SAME = 0.6  # of a line's height: what lies so near is on one line
_APART = 1.9  # of a line's height, from one line to the next: from there on there is an empty one between


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and where they stand in the picture, in pixels: the left edge, the middle, the height."""

    words: str
    left: float
    middle: float
    height: float


def can_read_pictures() -> bool:
    """Whether the extra `ocr` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def picture_text(data: bytes) -> str:
    """The text of a picture; UserError where it is too large, other faults are those of Pillow."""
    from PIL import ImageOps
    from PIL.Image import open as opened

    with opened(io.BytesIO(data)) as held:
        if held.width * held.height > MOST_PIXELS:
            raise UserError("The picture is too large; take one of the letter's page alone.")
        return words_of([ImageOps.exif_transpose(held).convert("RGB")])


def words_of(pictures: Iterable[Image]) -> str:
    """The text of several pictures, such as the pages of a scan."""
    import numpy
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    reader = RapidOCR()
    pages = []
    for picture in pictures:
        picture.thumbnail((_SIDE, _SIDE))
        found = reader(numpy.asarray(picture)[:, :, ::-1])  # it takes blue first
        pages.append(in_lines(_pieces(found)))
    return "\n\n".join(p for p in pages if p)


def _pieces(found: Any) -> list[Piece]:  # noqa: ANN401 - rapidocr's own
    if found.txts is None:
        return []
    out = []
    for box, words, score in zip(found.boxes, found.txts, found.scores, strict=True):
        ys = [float(y) for _, y in box]
        if score >= _SURE and words.strip():
            left = min(float(x) for x, _ in box)
            out.append(Piece(words.strip(), left, sum(ys) / len(ys), (ys[3] - ys[0] + ys[2] - ys[1]) / 2))
    return out


def in_lines(pieces: Iterable[Piece]) -> str:
    """Pieces of text -> lines from the top down, what stands beside each other on one; a wide gap is an empty line."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if lines and abs(piece.middle - lines[-1][0].middle) < _SAME * min(piece.height, lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    out: list[str] = []
    before: Piece | None = None
    for line in lines:
        if before and line[0].middle - before.middle > _APART * max(before.height, line[0].height):
            out.append("")
        out.append("   ".join(p.words for p in sorted(line, key=lambda p: p.left)))
        before = line[0]
    return "\n".join(out)
