"""Sections -> levers, in every form that guides give them: numbered, headed, bold, with the script inline or below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.guide import Lever, Lines
from index.parse.blocks import Room, plain
from index.parse.prose import said_by

_TITLE = r"(?P<title>[^*]+(?:\*(?!\*)[^*]*)*?)"
_LEVER_N = r"(?:global\s+)?lever\s*#?\s*(?P<n>\d+)\s*[:.)—–-]*\s*"
# How a lever begins, from the plainest to the loosest; the loose ones count only inside a levers section.
STARTS = (
    re.compile(rf"^#{{1,6}}\s*{_LEVER_N}(?P<title>[^\"“]*?)\s*(?:[—–:-]+\s*)?(?P<rest>[\"“].*)?$", re.I),
    re.compile(rf"^\s*(?:[-*]\s+|\d+[.)]\s+)?\*\*{_LEVER_N}{_TITLE}\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$", re.I),
    re.compile(rf"^\s*(?P<n>\d+)[.)]\s+\*\*{_TITLE}\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$"),
    re.compile(rf"^\s*\*\*(?P<n>\d+)[.)]\s*{_TITLE}\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$"),
    re.compile(r"^#{2,6}\s*(?P<n>\d+)[.)]\s*(?P<title>[^\"“]+?)\s*(?P<rest>[\"“].*)?$"),
)
_LOOSE = (
    re.compile(rf"^\s*[-*]\s+\*\*{_TITLE}\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$"),
    re.compile(rf"^\s*\*\*{_TITLE}\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$"),
    re.compile(r"^#{3,6}\s*(?P<title>[^\"“]+?)\s*(?P<rest>[\"“].*)?$"),
)
_PLAIN_NUMBERED = re.compile(r"^\s*(?P<n>\d+)[.)]\s+(?P<title>[^:\"“*—–]{3,80}?)\s*[:—–-]+\s*(?P<rest>.*)$")
_SUBLABEL = re.compile(
    r"^(?:the )?(?:script|strategy|key data points?|example|template|why\b.*|how\b.*|when\b.*|note|tip|usage|negotiate"
    r"|say|counter)\W*$",
    re.I,
)
_QUOTED = re.compile(r"[\"“]([^\"”“]{25,})[\"”]|(?<![\w*])\*[\"“]?([^*]{40,}?)[\"”]?\*(?!\*)", re.S)


def levers_of(rooms: list[Room]) -> tuple[Lever, ...]:
    """Read the levers in whatever form the guide gives them; each keeps its number, title, words and script."""
    found: list[Lever] = []
    for group in list(_lever_groups(rooms)) or [[r] for r in rooms if _scripted(r)]:
        lines: list[tuple[int, str, str]] = []
        borders = []  # where a section without the word begins: its prose is not the lever's above it
        for room in group:
            if room.kind != "levers":
                borders.append(len(lines))
            lines.extend((at, text, room.heading) for at, text in _lines_of(room))
        starts = [(i, m) for i, (_, text, _) in enumerate(lines) if (m := _first(STARTS, text))]
        if not starts:
            starts = [(i, m) for i, (_, text, _) in enumerate(lines) if (m := _first((_PLAIN_NUMBERED,), text))]
        if not starts:
            # Any heading opens the section; only the ones below it open a lever.
            inner = lines[1:] if lines and lines[0][1].lstrip().startswith("#") else lines
            skip = len(lines) - len(inner)
            starts = [
                (i + skip, m) for i, (_, text, _) in enumerate(inner)
                if (m := _first(_LOOSE, text)) and not _SUBLABEL.match(m["title"])
            ]  # fmt: skip
        for k, (i, match) in enumerate(starts):
            end = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
            end = next((b for b in borders if i < b < end), end)
            found.append(_lever(lines[i:end], match, len(found) + 1))
    return tuple(found)


def _lever_groups(rooms: list[Room]) -> Iterator[list[Room]]:
    """Neighbouring rooms about levers belong together: "Lever 1", "Lever 2" may be headings of their own."""
    group: list[Room] = []
    for room in rooms:
        numbered = _first(STARTS, f"# {room.heading}") is not None or any(
            STARTS[1].match(line) for b in room.blocks if b.kind == "paragraph" for line in b.text.split("\n")
        )
        if room.kind == "levers" or numbered:
            group.append(room)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _scripted(room: Room) -> bool:
    """Whether a room without the word lists numbered points with something to say for each."""
    text = "\n".join(b.text for b in room.blocks)
    starts = [line for line in text.split("\n") if _first(STARTS[2:4], line)]
    return room.kind not in ("sources", "strategy", "pay") and len(starts) >= 2 and len(script_of(text)) > 80


def _lines_of(room: Room) -> Iterator[tuple[int, str]]:
    """The room's own lines, its heading first, rules left out."""
    first = room.blocks[0].lines.first if room.blocks else room.lines.last + 1
    if room.lines.first < first and not room.continued:
        yield room.lines.first, f"### {room.heading}"
    for block in room.blocks:
        if block.kind == "rule":
            continue
        for offset, text in enumerate(block.text.split("\n")):
            yield block.lines.first + offset, text


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := p.match(text))), None)


def _lever(lines: list[tuple[int, str, str]], match: re.Match[str], number: int) -> Lever:
    body = [(match["rest"] or "").strip(), *(text for _, text, _ in lines[1:])]
    while len(body) > 1 and (not body[-1].strip() or body[-1].startswith("#")):  # a heading opens what follows
        body.pop()
    text = "\n".join(body).strip()
    title = plain(match["title"]).strip(' :—–-."“”')
    given = match.groupdict().get("n")
    last = lines[min(len(body), len(lines)) - 1][0] if body else lines[0][0]
    words, script = clean(text), script_of(text)
    return Lever(
        int(given) if given else number,
        title,
        words,
        script,
        Lines(lines[0][0], last),
        lines[0][2],
        said_by(script or words),
    )


def script_of(text: str) -> str:
    """The words a guide puts into the candidate's mouth: block quotes, or what stands in quotation marks."""
    quoted = [re.sub(r"^\s*>\s?", "", line) for line in text.split("\n") if line.lstrip().startswith(">")]
    if quoted:
        text = "\n".join(q for q in quoted if not re.match(r"\s*\*\*negotiate up", q, re.I))
        words = plain(text.replace("\n", " ")).strip()
        return words.strip('"“” ')
    found = [re.sub(r"\s+", " ", a or b).strip() for a, b in _QUOTED.findall(text)]
    return " ".join(f.strip('*"“” ') for f in found)


def clean(text: str) -> str:
    """The words of several lines without their marks."""
    return "\n".join(plain(line) for line in text.split("\n")).strip()
