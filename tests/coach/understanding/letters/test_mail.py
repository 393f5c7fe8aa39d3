"""A saved mail: its heads and words, from plain text or HTML, and the letters that are attached to it."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from coach.understanding.letters import body_of, check_kind, read_letter, understood
from coach.understanding.letters.apart import text_of
from coach.understanding.letters.mail import sender_of
from index.errors import UserError
from tests.shelf import Shelf

WORDS = "Dear Sam,\n\nYour base salary will be $181,250 a year at Northwind Traders as a Data Engineer.\n"


def mail(subject: str = "Your offer") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ana <ana@northwind.example>", "sam@home.example", subject
    return message


def test_a_plain_mail_keeps_its_heads_and_words(tmp_path: Path) -> None:
    """And what it offers is read with the line that says it."""
    message = mail()
    message.set_content(WORDS)
    path = tmp_path / "offer.eml"
    path.write_bytes(bytes(message))
    said = read_letter(path)
    assert "Subject: Your offer" in said
    letter = understood(said, Shelf().names)
    assert [p.high for p in letter.situation.offer] == [181_250]
    assert letter.line_of("base") == "Your base salary will be $181,250 a year at Northwind Traders as a Data Engineer."
    assert letter.line_of("stock") == ""


def test_a_mail_in_html_is_read_as_it_is_shown() -> None:
    """A line for each block, a bar between cells, and nothing of its scripts and styles."""
    message = mail()
    html = "<style>p{}</style><p>Hello <b>Sam</b>,</p><table><tr><td>Base</td><td>$181,250</td></tr></table><script>1</script>"
    message.set_content(html, subtype="html")
    lines = text_of(bytes(message), ".eml").split("\n")
    assert "Hello Sam," in lines
    assert "Base | $181,250" in lines
    assert not any("script" in line or "p{}" in line for line in lines)


def test_an_attached_letter_is_read_after_the_mail() -> None:
    """A Word file beside a short note; a picture is left out."""
    document, held = Document(), BytesIO()
    document.add_paragraph("Your base salary will be $181,250 a year.")
    document.save(held)
    message = mail()
    message.set_content("See attached.")
    message.add_attachment(held.getvalue(), maintype="application", subtype="octet-stream", filename="Offer.docx")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    said = text_of(bytes(message), ".eml")
    assert said.index("See attached.") < said.index("$181,250")
    assert "logo" not in said


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"Content-Type: text/plain; charset=no-such\n\nx"])
def test_what_is_no_mail_is_told(data: bytes) -> None:
    """In words for whoever dropped it."""
    with pytest.raises(UserError, match="paste"):
        text_of(data, ".eml")


def test_a_picture_is_refused_with_a_way_on() -> None:
    """Another kind of file is told what could be read."""
    with pytest.raises(UserError, match="picture"):
        check_kind(Path("scan.JPG"))
    with pytest.raises(UserError, match="eml"):
        check_kind(Path("offer.pages"))
    check_kind(Path("offer.eml"))


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nBase $205,000",
        b"Subject: " + b"a" * 50_000 + b"\n\nBase $205,000",
        b"Subject: x\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: text/plain\n\nBase $205,000\n" * 12_000,
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nBase $205,000\n" * 12_000,
        b"Content-Type: message/rfc822\n\n" * 2000,
    ],
)
def test_a_mail_that_nobody_sends_is_refused_before_it_is_taken_apart(data: bytes) -> None:
    """Its heads and parts would cost more time and memory than any letter."""
    with pytest.raises(UserError, match="paste"):
        text_of(data, ".eml")


ANSWER = (
    "From: {sender}\nSubject: Re: Your offer\n\nHi Sam,\n\nThanks for your note. We cannot move on base. "
    "We could add a sign-on bonus of $15,000 if you sign by Friday.\n\nBest,\nJordan\n"
)


@pytest.mark.parametrize(
    ("sender", "company"),
    [
        ("Jordan Lee <jordan.lee@northwind.com>", "Northwind Traders"),
        ('"Lee, Jordan" <jordan@mail.northwind.co.uk>', "Northwind Traders"),
        ("Jordan Lee <jordan.lee@gmail.com>", ""),
        ("Jordan Lee <jordan.lee@vandelay.example>", ""),
    ],
)
def test_who_writes_a_mail_is_no_employer(sender: str, company: str) -> None:
    """The address may name the employer; a house that gives anybody an address is none."""
    letter = understood(ANSWER.format(sender=sender), Shelf().names)
    assert letter.situation.company == company
    assert [p.component for p in letter.situation.offer] == ["signing"]


def test_a_house_writes_under_its_own_name() -> None:
    """A sender named as the address is its house, and no person; a line without an address names nobody."""
    assert sender_of("From: Northwind Talent <jobs@northwind.com>").is_named("Northwind") is False
    assert sender_of("From: Jordan Lee <j@northwind.com>").is_named("Jordan Lee")
    assert sender_of("From: 12 May to 3 June").house == ""


def test_what_a_mail_says_is_between_its_head_and_its_close() -> None:
    """Names there tell nothing of the job; a thread below stays, and so does a text without either."""
    said = body_of(ANSWER.format(sender="Jordan Lee <j@northwind.com>"))
    assert said.startswith("Hi Sam,")
    assert said.endswith("if you sign by Friday.")
    thread = "Hi Sam,\n\nNo.\n\nBest,\nJordan\n\nOn Friday, Sam wrote:\n> Could you do $190K?"
    assert body_of(thread).endswith("On Friday, Sam wrote:\n> Could you do $190K?")
    assert "Jordan" not in body_of(thread)
    assert body_of("They said no.\nWhat now?") == "They said no.\nWhat now?"


def test_a_mail_is_taken_apart_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its parts do to their reader, nobody else waits for it; one that takes too long is told so."""
    monkeypatch.setattr("email.message_from_bytes", None)
    monkeypatch.setattr("coach.understanding.letters.mail.message_from_bytes", None)
    message = mail()
    message.set_content(WORDS)
    path = tmp_path / "offer.eml"
    path.write_bytes(bytes(message))
    assert "$181,250" in read_letter(path)
    monkeypatch.setattr("coach.understanding.letters.apart._SECONDS", 0.0005)
    with pytest.raises(UserError, match="reasonable time; paste"):
        read_letter(path)
