"""A saved mail (.eml) -> its text: who wrote what when, and after it the letters that are attached.

`mail_text` is for a process of its own (`coach.understanding.letters.apart`): what a mail is made of can take as long
as its sender likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path

from coach.understanding.letters.refused import PASTE
from index.errors import UserError

_HEADS = ("From", "To", "Date", "Subject")
_MOST = 5  # attachments that are read
_CODED, _PARTS, _HEAD = 400, 60, 20_000  # encoded words, parts, bytes of one head line: more than any mail has
_TYPES, _BOUNDS = 200, 1000  # kinds of parts, and lines that may divide two
_BLOCKS = frozenset("p div br tr li h1 h2 h3 h4 h5 h6 table ul ol blockquote".split())
_UNSEEN = frozenset(("style", "script", "head", "title"))
_FROM = re.compile(r"^[ \t]*From[ \t]*:[ \t]*(\S.{0,300})$", re.I | re.M)
# Houses that give anybody an address; whoever writes from there is no employer.
_ANYBODYS = frozenset(
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me aol gmx web proton protonmail mail "
    "fastmail".split()
)
_PUBLIC = frozenset("co com ac org net gov edu".split())  # what may stand before a country's end


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote a mail: the name in words, and the `house` that the address belongs to ("ally" of jo@mail.ally.com)."""

    words: frozenset[str] = frozenset()
    house: str = ""

    def is_named(self, name: str) -> bool:
        """Whether a name is this person's, and not the house's, under which a whole team may write."""
        said = frozenset(re.findall(r"[^\W\d_]+", name.casefold()))
        return bool(said) and said <= self.words and self.house not in self.words


NOBODY = Sender()


def sender_of(text: str) -> Sender:
    """The sender that a mail's head names with an address; nobody where there is no such head."""
    line = _FROM.search(text)
    name, address = parseaddr(line[1]) if line else ("", "")
    if "@" not in address:
        return NOBODY
    parts = address.rpartition("@")[2].casefold().split(".")[:-1]
    while len(parts) > 1 and parts[-1] in _PUBLIC:
        parts.pop()
    house = parts[-1] if parts and parts[-1] not in _ANYBODYS else ""
    return Sender(frozenset(re.findall(r"[^\W\d_]+", name.casefold())), house)


def mail_text(data: bytes, attached: Callable[[bytes, str], str]) -> str:
    """The heads, the words and the attached letters of a mail, a PDF or Word file as `attached` reads it; UserError
    where it cannot be read as one."""
    if _is_hostile(data):
        raise UserError(f"The mail has more heads or parts than I read; {PASTE}.")
    try:
        message = message_from_bytes(data, policy=policy.default)
        heads = [f"{name}: {message[name]}" for name in _HEADS if message[name]]
        body = _body(message)
    except (LookupError, ValueError, UnicodeError, RecursionError) as error:  # a head, a charset, a depth of no mail
        raise UserError(f"The mail cannot be read ({type(error).__name__}); {PASTE}.") from error
    if not heads:
        raise UserError(f"The file is no mail that I can read; {PASTE}.")
    return "\n\n".join(x for x in ("\n".join(heads), body, *_attached(message, attached)) if x.strip())


def _is_hostile(data: bytes) -> bool:
    """Whether a mail would cost more to take apart than one that people send."""
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    longest = max(map(len, re.split(rb"\r?\n(?![ \t])", head)), default=0)
    lowered = data.lower()
    parts = lowered.count(b"multipart/") > _PARTS or lowered.count(b"content-type:") > _TYPES
    return data.count(b"=?") > _CODED or parts or data.count(b"\n--") > _BOUNDS or longest > _HEAD


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    return _shown(content) if part.get_content_type() == "text/html" else content


def _attached(message: EmailMessage, attached: Callable[[bytes, str], str]) -> Iterator[str]:
    for part in list(message.iter_attachments())[:_MOST]:
        kind = Path(part.get_filename() or "").suffix.casefold()
        content = part.get_content()
        if kind in (".pdf", ".docx") and isinstance(content, bytes):
            yield attached(content, kind)
        elif part.get_content_type() == "text/plain" and isinstance(content, str):
            yield content


class _Words(HTMLParser):
    """The words of HTML as they are read, a line for each block and a bar between cells."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(" ".join(data.split()) + " " * data.endswith((" ", "\n")))


def _shown(html: str) -> str:
    words = _Words()
    words.feed(html)
    lines = (line.strip(" |") for line in "".join(words.words).split("\n"))
    return "\n".join(line for line in lines if line)
