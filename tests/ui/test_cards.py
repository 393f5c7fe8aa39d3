"""Script cards: what a situation gives to say, why, from where, and how safely it is shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from coach.phrasing import Style
from coach.playbook.cards import Card, Cards, cards_of
from coach.reply import Citation, Figure, Reply
from coach.ui.script_cards import shown, unclear
from coach.understanding.situation import OtherOffer, Part, Situation
from index.errors import UserError
from index.money import money_in
from tests.shelf import Shelf

EVIL = '<img src=x onerror="window.pwned=1"> [<b>blank</b>] & "quoted"'
JOB = Situation(
    company="Northwind",
    role="Data Engineer",
    region="New York",
    offer=(Part(component="base", low=181_250, high=181_250, currency="USD"),),
    achievements=("Ran telemetry pipelines for 40 depots",),
)
STYLES = [Style(tone, length, channel) for tone in ("warm", "direct", "formal") for length in ("one", "short", "full") for channel in ("call", "email", "chat")]  # fmt: skip


class Tags(HTMLParser):
    """The tags of some HTML with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def every(cards: Cards) -> tuple[Card, ...]:
    return (*cards.levers, *cards.others)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize("style", STYLES, ids=lambda s: f"{s.tone}-{s.length}-{s.channel}")
def test_no_script_says_a_figure_without_a_source(shelf: Shelf, style: Style) -> None:
    """Each amount of money in a script is one of its own figures, which are the guide's, the user's or worked out."""
    for card in every(cards_of(JOB, shelf, style)):
        known = {(f.low, f.high) for f in card.reply.figures}
        for found in money_in(re.sub(r"\[[^\]]*\]", "", card.text)):
            assert (found.value.low, found.value.high) in known, (card.key, found)
        for figure in card.reply.figures:
            assert figure.citation or figure.formula or figure.kind == "user", (card.key, figure)


def test_each_figure_shown_below_a_script_is_in_it(shelf: Shelf) -> None:
    """The traced figures are those of the text above them, each with a guide's line, a formula or “as you said”."""
    html = shown(cards_of(JOB, shelf, Style()))
    traced = 0
    for article in html.split("<article")[1:]:
        script = Tags(article.split('class="script"', 1)[1].split("</div>")[0]).words
        for figure, origin in re.findall(r"<li><b>(.*?)</b>(.*?)</li>", article.split('class="notes"')[0]):
            assert Tags(figure).words in script
            assert re.search(r"line \d|worked out: |as you said", origin)
            traced += 1
    assert traced > 5


def test_a_lever_says_why_it_fits(shelf: Shelf) -> None:
    """The one that the user's own work serves names their words; the one that needs an offer they lack comes after it."""
    first, second = cards_of(JOB, shelf, Style()).levers
    assert first.title == "Telemetry scarcity lever"
    assert "telemetry" in first.why
    assert second.title == "Other bidders lever"
    assert "you have named none" in second.why


def test_a_named_offer_is_not_said_to_be_missing(shelf: Shelf) -> None:
    """Who holds another offer is not told that they named none."""
    other = OtherOffer(company="Contoso", parts=(Part(component="total", low=260_000, high=260_000, currency="USD"),))
    cards = cards_of(JOB.model_copy(update={"competing": (other,)}), shelf, Style())
    assert all("named none" not in card.why for card in cards.levers)


def test_a_script_is_whole(shelf: Shelf) -> None:
    """Nothing in it is left to fill in, whatever the tone and the channel."""
    for style in (
        Style("warm", "full", "email"),
        Style("formal", "short", "call"),
        Style("direct", "one_line", "chat"),
    ):
        for card in every(cards_of(JOB, shelf, style)):
            assert not card.blanks, card.key
            assert "[" not in card.text, card.key
            assert 'class="blank"' not in shown(Cards("job", (card,), ()))


def test_the_buttons_of_a_card_name_its_own_script(shelf: Shelf) -> None:
    """No two scripts share an id, and each button of the page leads to one that is there."""
    html = Tags(shown(cards_of(JOB, shelf, Style())))
    ids = [a["id"] for a in html.of("div") if a.get("class") == "script"]
    assert len(ids) == len(set(ids)) > 5
    for name in ("data-copy", "data-mail", "data-send"):
        assert [a[name] for a in html.of("button") if name in a] == ids
    assert all(a.get("role") == "textbox" and a.get("aria-label") for a in html.of("div") if a.get("class") == "script")


def test_only_a_kept_script_says_that_it_is_in_the_playbook(shelf: Shelf) -> None:
    """The card of a kept title says so, and no other."""
    cards = cards_of(JOB, shelf, Style())
    html = shown(cards, {cards.levers[0].title})
    assert html.count("In your playbook") == 1
    assert "In your playbook" in html.split("</article>")[0]
    assert "In your playbook" not in shown(cards)


def test_what_a_guide_or_a_user_wrote_is_words_and_never_markup() -> None:
    """Markup in a title, a reason, a script, a note, a figure or a source is shown as it was typed."""
    figure = Figure(
        EVIL, "derived", EVIL, EVIL, EVIL, EVIL, low=1, high=1, currency="USD", unit="absolute", formula=EVIL, citation=1
    )  # fmt: skip
    reply = Reply(EVIL, "x", figures=(figure,), citations=(Citation(1, EVIL, EVIL, (1, 1), EVIL),))
    html = Tags(shown(Cards(EVIL, (Card("k", EVIL, EVIL, EVIL, (), (EVIL,), reply),), ()), {EVIL}))
    assert not html.of("img")
    assert not html.of("b")[1:]
    assert all(not name.startswith("on") for _, attrs in html.tags for name in attrs)
    assert html.words.count("<img") >= 5
    assert not Tags(unclear(EVIL, Situation(company="Northwind"))).of("img")


def test_an_unclear_job_leads_to_the_situation(shelf: Shelf) -> None:
    """Without a company there are no cards, but what is missing and the way to say it."""
    with pytest.raises(UserError) as missing:
        cards_of(Situation(), shelf, Style())
    html = Tags(unclear(str(missing.value), Situation(company="Northwind")))
    assert str(missing.value) in html.words
    assert [a["href"] for a in html.of("a")] == ["/", "#strip"]
