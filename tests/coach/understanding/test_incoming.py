"""The door of every text: well-formed, short, told; and reading behind it in proportion to what was sent."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.budget import MOST_SAID, NAMED, within
from coach.dialogue.turn import Turn
from coach.programs.tools import Tools
from coach.rehearsal.coaching import rehearse_for
from coach.rehearsal.scenario import Setup
from coach.turn import Coach
from coach.ui.form import FIELDS, read_fields
from coach.understanding.incoming import FIGURES, LETTER, MESSAGE, incoming, read, well_formed
from coach.understanding.letters import understood
from coach.understanding.situation import Situation
from index.errors import UserError
from index.names.lexicon import english
from tests.shelf import Shelf

SHELF = Shelf()
COACH = Coach(SHELF)
PAY = "What base does Northwind pay a data engineer in New York?"

_ONES = [*"9 \n s 😀 $ - . | < ( ? 薪 \u00a0 \t \u200d \u0301 \ud83d \u202e A ' \"".split(" "), " "]
_PIECES = [
    "100k ", "Ally ", "9,", "999,", "999 ", "999.", "$1 ", "to ", "1 to ", "they offered 100k ", "if they got ", "won't go ", "one hundred and ",
    "twenty-", "New York ", "data engineer at Northwind ", "L5 ", "a-", "a/", "a.", "9'", "| 9 ", "a\n", "Contoso Northwind Acme ", "1万", "99 a ", "is that fair? ",
    "10% ", "USD ", "[[F1]]", "http://a.b/ ", "@a.", "no mention of ", " \n \n", "\r\n", "ab", "x\ud800", "9 \u200b",
]  # fmt: skip


def _drawn(make: Callable[[random.Random], str], join: str = " ") -> Callable[[int], str]:
    def text(size: int) -> str:
        draw = random.Random(5)
        return join.join(make(draw) for _ in range(size))[:size]

    return text


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(string.ascii_lowercase, k=4))


HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "marks": lambda n: "[[F1]" * (n // 5),
    **{repr(one): lambda size, one=one: "x" + one * size for one in _ONES},  # type: ignore[misc]
    **{repr(piece): lambda size, piece=piece: (piece * size)[:size] for piece in _PIECES},  # type: ignore[misc]
    "words": _drawn(_word), "lines": _drawn(_word, "\n"), "dotted": _drawn(lambda d: _word(d)[0], "."), "joined": _drawn(_word, "-"),
    "numbers": _drawn(lambda d: str(d.randint(10**5, 10**6))), "thousands": _drawn(lambda d: f"{d.randint(100, 999)}k"),
    "companies": _drawn(lambda d: d.choice(["Northwind", "Contoso", "Acme Games", "Acme Health"])),
    "offers": _drawn(lambda d: f"{d.choice(['Northwind', 'Contoso'])} offered {d.randint(100, 300)}k"),
    "signs": _drawn(lambda d: d.choice("().,;:!?-–'\"$%/&"), ""), "printable": _drawn(lambda d: d.choice(string.printable), ""),
}  # fmt: skip
READERS: dict[str, tuple[Callable[[str], object], int]] = {
    "a message": (lambda text: COACH.reply(Turn(text)), MESSAGE // 2),
    "a letter": (lambda text: understood(text, SHELF.names), LETTER // 8),
}
_NOISE = 0.06  # seconds that a busy machine adds to anything


@pytest.mark.parametrize("reader", READERS)
def test_reading_takes_time_in_proportion(reader: str) -> None:
    """Twice the length of more than sixty hostile texts is read in less than three times the time; four times is what squares take."""
    step, size = READERS[reader]
    step(PAY)
    slow = {}
    assert len(HOSTILE) >= 60
    for name, make in HOSTILE.items():
        texts = make(size), make(2 * size)
        for _ in range(3):  # a neighbour on the machine slows one look, not three
            one, two = (_seconds(step, text) for text in texts)
            if two <= 3 * one + _NOISE:
                break
        else:
            slow[name] = (one, two)
    assert not slow


def _seconds(step: Callable[[str], object], text: str) -> float:
    begin = time.thread_time()
    step(text)
    return time.thread_time() - begin


def test_a_long_text_costs_no_more_than_what_is_read_of_it() -> None:
    """A megabyte is cut before any pattern looks at it; the person is told, in the answer itself."""
    cheap = _seconds(lambda t: COACH.reply(Turn(t)), "w " * MESSAGE)
    assert _seconds(lambda t: COACH.reply(Turn(t)), "w " * 500_000) < 20 * cheap + 1
    reply = COACH.reply(Turn(PAY + " " + HOSTILE["words"](6000)))
    assert reply.caveats[0].startswith("Your text was too much to read whole: I read the first")
    assert not any("too much" in c for c in COACH.reply(Turn(PAY)).caveats)


def test_what_people_write_goes_through_as_it_is() -> None:
    """Columns, rules, emoji in a row, a table of figures, two languages; and the coach answers the rest of a text with noise in it."""
    for text in (
        PAY, "base 190k, stock 240k / 4 yr, bonus 15%\n\nIs that fair???", "Base:      190,000\nBonus:     15 %", "-" * 20 + "\nZürich 😀😀😀",
        "Ja, ja, ja! no no no", "L'offre: 85 000 € — мне 190k",
    ):  # fmt: skip
        assert incoming(text) == incoming(text).__class__(text)
    assert "$170K–$215K" in COACH.reply(Turn(f"{'9' * 2000} {PAY} {'!' * 900}")).text


def test_each_kind_of_excess_is_cut() -> None:
    """Runs, one word, words that take turns, numbers, length; unseen characters go, whole emoji stay."""
    assert read("s" * 990) == "s" * 24
    assert len(read("abcdefghij" * 100).split()[0]) <= 80
    assert read("Ally, ally " * 300).split() == ["Ally,", "ally"] * 4
    assert len(read("one two " * 300).split()) == 16
    assert len(read(HOSTILE["thousands"](4000)).split()) == FIGURES
    assert len(read(HOSTILE["words"](9000))) <= MESSAGE
    assert read("a\u202eb\u00adc\x00d") == "abcd"
    assert well_formed("\ud83d\ude00 \ud83d") == "😀 \ufffd"


@given(st.text(alphabet=st.characters(), max_size=300))
def test_the_door_is_well_formed_and_changes_nothing_twice(text: str) -> None:
    """Whatever comes can be written as UTF-8, and what has passed once passes again."""
    once = read(text)
    assert once.encode("utf-8") is not None
    assert read(once) == once


def test_a_turn_has_a_budget() -> None:
    """Of a long talk the latest is read again, within so many characters; of many companies the first."""
    long = _drawn(lambda draw: draw.choice(english()[:2000]))(4000)
    turn, _ = within(Turn("and now?", tuple(("user", f"{n} {long}") for n in range(500))), SHELF.names)
    said = [content for _, content in turn.history]
    assert sum(map(len, said)) <= MOST_SAID
    assert said[-1].startswith("499 ")
    named, cut = within(
        Turn("Which pays most: " + ", ".join(f"Northwind x{'a' * (n % 9)}{n}" for n in range(80))), SHELF.names
    )
    assert len(SHELF.names.find(named.message).companies) <= NAMED
    assert "24th company" in cut or "number" in cut


def test_four_thousand_texts_get_an_answer_or_a_plain_word() -> None:
    """Any mixture of letters, signs, halves of characters and words of pay, as message, history, field, letter, turn of a rehearsal or question of a program."""
    draw = random.Random(11)
    words = [
        *_PIECES,
        *_ONES,
        PAY,
        "I led a team",
        "base",
        "offer",
        "\x00",
        "\udfff",
        "٣٤٥",
        "²",
        "½",
        "𝟗𝟗k",
        "e\u0301",
        "[1]",
        "]:",
        "{}",
        "%s",
    ]
    session = rehearse_for(Situation(company="Northwind", role="Data Engineer", region="New York"), SHELF, Setup())
    tools = Tools(COACH)

    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        made = "".join(draw.choice(words) for _ in range(draw.randint(1, 6)))
        return made * draw.choice((*[1] * 15, 40)) + "".join(chr(draw.choice((draw.randrange(128), draw.randrange(0x11000), draw.randrange(0xD800, 0xE000), draw.randrange(0x110000)))) for _ in range(draw.randint(0, 6)))  # fmt: skip

    ways: list[Callable[[], object]] = [
        lambda: COACH.reply(Turn(text())).to_json(), lambda: COACH.reply(Turn(text(), (("user", text()), ("assistant", text())))),
        lambda: read_fields({name: text() for name in FIELDS if name != "talk"} | {"talk": ""}, Situation()),
        lambda: understood(text(), SHELF.names), lambda: session.said(text()), lambda: tools.find_guides(text()), lambda: tools.get_band(text(), text()),
        lambda: Situation(company=text(), role=text(), achievements=(text(),)), lambda: tools.evaluate_offer(text()),
    ]  # fmt: skip
    while count < 4_000:
        try:
            draw.choices(ways, [1, 1, 6, 6, 0.05, 1, 1, 6, 1])[0]()  # a turn of a rehearsal takes ten times as long
        except UserError as error:
            str(error).encode("utf-8")
