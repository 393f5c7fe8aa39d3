"""Inside the talk: a letter's card, what was understood, bars, words to send, and the sheet of what was said so far."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.conversations.values import Conversation, Desk, Exchange
from coach.dialogue.deals import Deal, Dialogue, Event, Term
from coach.reply import Citation, Figure, Reply
from coach.ui.bars import bars
from coach.ui.changed import changed
from coach.ui.heard import heard
from coach.ui.messages import messages
from coach.ui.panel import practised
from coach.ui.send import subject_of, with_tools
from coach.ui.shell import script
from coach.ui.sofar import entry_of, so_far
from coach.ui.texts import part as part_of_texts
from coach.understanding.situation import Part, Situation
from index.errors import UserError
from tests.shelf import Shelf
from tests.ui.quiet import settled, watched
from tests.ui.test_access import found_on
from tests.ui.test_page import BOX, DESK, PHONE, answered, ask, needs_browser, visit

TODAY = date(2026, 11, 26)
OFFER = "Offer from Northwind as a data engineer in New York: 181,250 base. Is it fair?"
LETTER = """Dear Sam,

We are pleased to offer you the position of Data Engineer at Northwind Traders in New York.

Your annual base salary will be $181,250.
You will receive a sign-on bonus of $12,000.

Please sign and return this letter by December 4, 2026.

Sincerely,
Ana Ruiz
Northwind Traders
"""


def part(component: Any, amount: float) -> Part:
    return Part(component=component, low=amount, high=amount, currency="USD")


def figure(
    low: float, high: float, unit: str = "absolute", region: str = "New York", component: str = "base"
) -> Figure:
    return Figure(
        f"${low:,.0f}–${high:,.0f}",
        "band",
        component,
        "northwind",
        "data-engineer",
        region,
        "USD",
        unit,
        low,
        high,
        citation=1,
    )


def judged(*figures: Figure, offer: dict[str, Any] | None = None, **state: Any) -> Reply:
    offered = {"base": {"amount": 181_250, "currency": "USD"}} if offer is None else offer
    return Reply("Low. [1]", "offer_evaluation", figures=figures, moves=("verdict",), state={"offer": offered, **state})


def test_the_bars_lie_where_the_figures_are() -> None:
    """Low end, high end and offer stand in proportion; a figure of the person's own is marked and told as well."""
    html = bars(judged(figure(170e3, 215e3), target={"base": {"amount": 195_000, "currency": "USD"}}))
    places = [float(p.split("%")[0]) for p in html.split("left:")[1:]]
    low, offer, wants = places
    width = float(html.split("width:")[1].split("%")[0])
    assert (offer - low) / width == pytest.approx((181_250 - 170e3) / 45e3, abs=0.01)
    assert (wants - low) / width == pytest.approx(25 / 45, abs=0.01)
    assert "they offer $181,250. you want $195K." in html


@pytest.mark.parametrize(
    "reply",
    [
        judged(figure(170e3, 215e3), figure(150e3, 190e3, region="Chicago")),
        judged(
            figure(95e3, 140e3, "per 4-year grant", component="stock"),
            offer={"stock": {"amount": 30_000, "period": "year"}},
        ),
        judged(figure(170e3, 215e3), offer={"base": {"amount": 181_250, "currency": "CAD"}}),
        judged(figure(170e3, 215e3), offer={"base": {"amount": 15_000, "period": "month"}}),
        judged(offer={}),
        Reply("Yes.", "band_lookup", figures=(figure(170e3, 215e3),), state={"offer": {"base": {"amount": 1}}}),
    ],
)
def test_what_cannot_be_compared_is_not_drawn(reply: Reply) -> None:
    """Several places, another footing or currency, no offer, and an answer that judges nothing have no bars."""
    assert bars(reply) == ""


def test_a_question_that_names_a_job_has_no_chips() -> None:
    """What was understood of the person's own figures has, with the job as one; text is data."""
    told = Situation(company="<b>Northwind", role="Data Engineer", offer=(part("base", 181_250),))

    def chips(situation: Situation, now: Situation, *, last: bool = False) -> str:
        return heard(Exchange("x", Reply("y", "z", situation=situation.model_dump(mode="json"))), now, last=last)

    assert chips(Situation(company="Northwind", role="Data Engineer"), Situation()) == ""
    html = chips(told, told)
    assert "<b>" not in html
    assert html.count("<button") == 2
    later = told.model_copy(update={"offer": (part("base", 190_000),)})
    assert "<button" not in chips(told, later).replace(chips(told, later).split("</button>")[0], "", 1)
    assert "<s>$181,250</s> $190K" in chips(told, later, last=True)


def test_words_to_send_have_their_tools() -> None:
    """Below the quotation, with the subject that they bring, else one of the job; an answer without words has none, nor one under way."""
    reply = Reply(
        "**Counter**:\n\n> Subject: One point\n>\n> Hi",
        "x",
        moves=("words",),
        state={"job": {"role": "R", "company": "C"}},
    )
    parts = with_tools(reply.text.split("\n\n"), reply)
    assert parts[1].startswith(">")
    assert "One point" in parts[2]
    assert "Counter" in parts[2]
    assert "As a call script" in parts[3]
    assert with_tools(["> Hi"], reply, ended=False) == ["> Hi"]
    assert with_tools(["> Hi"], Reply("> Hi", "band_lookup")) == ["> Hi"]
    assert (
        subject_of(Reply("> Hi", "x", moves=("words",), state={"job": {"role": "R", "company": "C"}})) == "R role at C"
    )


def talked(*exchanges: Exchange, situation: Situation = Situation()) -> Conversation:  # noqa: B008 - frozen
    return Conversation(id="abc", talk=exchanges, desk=Desk(situation=situation))


def exchange(dialogue: Dialogue, situation: Situation, at: datetime | None = None) -> Exchange:
    reply = Reply(
        "y",
        "z",
        situation=situation.model_dump(mode="json"),
        dialogue=dialogue.model_dump(mode="json"),
        caveats=("Old data.",),
    )
    return Exchange("x", reply, at=at)


def test_so_far_says_who_said_what_and_leads_there() -> None:
    """Each line stands under the message it came with, also where a letter took a turn of its own; the ask is the person's."""
    situation = Situation(
        company="Acme", role="Engineer", offer=(part("base", 150e3),), target=(part("base", 165e3),), deadline="Friday"
    )
    made = Event(turn=1, kind="offer_made", company="Acme", after=part("base", 150e3))
    wish = Event(turn=3, kind="wish_told", after=part("base", 165e3))
    no = Event(turn=3, kind="refused", company="Acme", words="They said <no>.")
    terms = (
        Term(kind="holiday", words="30 days of leave", side="wished"), Term(kind="training", words="a course a year"),
        Term(kind="remote", words="Fridays at home", side="refused"),
    )  # fmt: skip
    deal = Deal(company="Acme", role="Engineer", offer=situation.offer, status="refused", terms=terms)
    one = exchange(
        Dialogue(turn=2, deals=(deal,), events=(made,)), situation.model_copy(update={"deadline": "", "target": ()})
    )
    two = exchange(
        Dialogue(turn=3, deals=(deal,), target=situation.target, events=(made, wish, no)),
        situation,
        datetime(2026, 11, 20, tzinfo=UTC),
    )
    held = talked(one, two, situation=situation)
    html = so_far(held, Shelf(), TODAY)
    assert (
        html.index("#said-1")
        < html.index("They offer $150K base")
        < html.index("#said-2")
        < html.index("You want $165K base")
    )
    assert "<no>" not in html
    assert html.count("Old data.") == 0
    assert entry_of(held, TODAY).due.day == date(2026, 11, 20)  # the Friday of the day it was said on, which is past
    assert "it is past" in html
    assert "deadline.ics" not in html
    assert "Tell me when they answer" in html
    for line in ("Also wanted: 30 days of leave", "They give: a course a year", "They said no to: Fridays at home"):
        assert line in html
    assert "As you tell me" in so_far(Conversation(), Shelf(), TODAY)
    with pytest.raises(UserError):
        entry_of(Conversation(), TODAY)


def test_a_caveat_is_said_once_and_choices_are_few() -> None:
    """The second answer does not repeat it; a question back shows every choice, an answer three."""
    e = exchange(Dialogue(turn=1), Situation())
    shown = messages(talked(e, e))
    assert ["Old data." in m["content"] for m in shown if m["role"] == "assistant"] == [True, False]
    many = tuple("abcd")
    for clarify, count in ((None, 3), ("Which?", 4)):
        reply = Reply("y", "z", suggestions=many, clarify=clarify)
        assert len(messages(talked(Exchange("x", reply)), offer=True)[-1]["options"]) == count


def test_an_offer_that_may_be_for_several_places_has_them_as_choices() -> None:
    """As they stand in the answer; once the place is known, what comes next."""
    figures = (figure(170e3, 215e3), figure(150e3, 190e3, region="Chicago"))
    for region, choices in (
        ("", ["New York", "Chicago"]),
        ("Chicago", ["What should I ask for?", "Write the message"]),
    ):
        reply = judged(*figures, job={"region": region})
        shown = messages(talked(Exchange("x", reply)), offer=True)[-1]
        assert [o["value"] for o in shown.get("options", [])] == choices


def test_a_raise_that_is_not_asked_for_yet_goes_on_at_a_tap() -> None:
    """As an offer does; once it was asked for, nothing is offered that was done."""
    for stage, choices in (("", ["What should I ask for?", "Write the message"]), ("asked", [])):
        state = {"job": {"kind": "raise"}, "stage": stage}
        reply = Reply("First write down what you do.", "next_step", moves=("next_step",), state=state)
        shown = messages(talked(Exchange("x", reply)), offer=True)[-1]
        assert [o["value"] for o in shown.get("options", [])] == choices


@pytest.mark.parametrize(
    ("situation", "stage", "can"),
    [
        (Situation(company="Vandelay", offer=(part("base", 95e3),)), "offer_in_hand", True),
        (Situation(talk="raise", current=(part("base", 95e3),)), "", True),
        (Situation(company="Vandelay", offer=(part("base", 95e3),)), "accepted", False),
        (Situation(company="Vandelay"), "", False),
    ],
)
def test_what_can_be_practised_leads_there(situation: Situation, stage: str, can: bool) -> None:
    """Also without a guide, by one figure of the person's own; not once it is over."""
    held = situation.model_dump(mode="json", exclude_defaults=True)
    reply = Reply("Low.", "offer_evaluation", moves=("verdict",), situation=held, state={"stage": stage})
    assert practised(reply) is can


def test_one_thing_is_put_right_and_what_cannot_be_read_is_told() -> None:
    """A figure of the offer, the wish; another field or unreadable words change nothing."""
    held = talked(situation=Situation(company="Acme", role="Engineer", offer=(part("base", 150e3),)))
    after, _ = changed({"do": "fix", "field": "base", "value": "155k"}, held, Shelf())
    assert [p.high for p in after.desk.situation.offer] == [155e3]
    after, _ = changed({"do": "fix", "field": "target", "value": "170k base"}, held, Shelf())
    assert [p.high for p in after.desk.situation.target] == [170e3]
    same, words = changed({"do": "fix", "field": "base", "value": "much"}, held, Shelf())
    assert same is held
    assert "much" in words[0]
    assert changed({"do": "fix", "field": "situation", "value": "1"}, held, Shelf())[0] is held
    kept, _ = changed({"do": "save", "title": "Counter", "text": "Hi"}, held, Shelf())
    assert [(s.title, s.text) for s in kept.desk.scripts] == [("Counter", "Hi")]


@contextmanager
def at_the_talk(browser: Any, address: str, size: tuple[int, int]) -> Iterator[Any]:
    with visit(browser, address, size) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        settled(page)
        yield page


def pasted(page: Any, words: str) -> None:
    page.evaluate("w => navigator.clipboard.writeText(w)", words)
    page.focus(BOX)
    page.keyboard.press("Control+V")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_from_a_pasted_letter_to_a_mail_in_hand(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Paste, "Looks right", "Write the message", "Send as mail": the verdict comes without a question, the mail has a subject of its own."""
    with at_the_talk(browser, address, size) as page:
        pasted(page, LETTER)
        page.wait_for_selector("#letter-right")
        assert page.input_value(BOX) == ""
        assert page.locator('#letter-form [data-field="base"]').input_value().startswith("$181,250")
        assert "Your annual base salary will be $181,250." in page.inner_text("#letter-form")
        assert page.locator("#letter-right").is_visible()
        assert not found_on(page, "the card")
        page.click("#letter-right")  # the first tap
        answered(page, "25% of the way up")
        page.locator("#chat .bars .bar").first.wait_for()
        page.click("#open-sofar")
        page.locator("#sofar", has_text="They offer $12K sign-on").wait_for()
        assert not found_on(page, "so far")
        page.click("#sofar .closer")
        page.locator("#chat button.option", has_text="Write the message").click()  # the second
        page.locator("#chat blockquote + .tools").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        page.locator("#chat .tools button", has_text="Send as mail").last.click()  # the third
        sent = page.evaluate("window.coachMailed")
        assert sent.startswith("mailto:?subject=")
        assert "subject=&" not in sent
        assert "Subject%3A" not in sent
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")


ANSWER = """From: Jordan Lee <jordan.lee@northwind.com>
Subject: Re: Your offer

Hi Sam,

Thanks for your note. We looked at your request, and we cannot move on base. We could add a sign-on bonus of $15,000 if you sign by Friday.

Best,
Jordan"""


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_their_answer_is_news_in_the_talk(address: str, browser: Any, size: tuple[int, int], tmp_path: Path) -> None:
    """Pasted, it waits in the box; as a file it comes there: no new offer by whoever signed it, and nothing told before is gone."""
    with at_the_talk(browser, address, size) as page:
        ask(page, "Northwind offered me 181,250 base as a data engineer in New York. I asked for 210k.")
        answered(page, "$170K–$215K")
        pasted(page, ANSWER)
        settled(page)
        assert page.input_value(BOX).startswith("From: Jordan Lee")
        assert not page.locator("#letter-form").count()
        page.fill(BOX, "")
        (tmp_path / "answer.eml").write_text(ANSWER, encoding="utf-8")
        page.evaluate("location.hash = 'letter'")
        page.locator("#letter-file input[type=file]").set_input_files(str(tmp_path / "answer.eml"))
        page.wait_for_function("document.querySelector('#box textarea').value.includes('cannot move on base')")
        page.wait_for_selector("#letter", state="hidden")
        page.press(BOX, "Enter")
        page.locator("#chat .bot-row >> nth=1").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        assert "Jordan" not in page.inner_text("#known")
        page.locator("#known", has_text="Northwind Traders · Data Engineer · New York · $181,250").wait_for()
        page.click("#open-sofar")
        page.locator("#sofar", has_text="They said no").wait_for()


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_without_a_guide_no_page_is_a_dead_end(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Somebody whose job no guide has practises, has words to say and a playbook, on what they told; no chart is promised."""
    with at_the_talk(browser, address, size) as page:
        ask(page, "I got an offer from Vandelay Imports as a sales manager in Queens, $95k base. Is it fair?")
        page.locator("#chat .bot-row").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        assert not page.is_visible("#band")
        page.click('#chat a[href="#practise-1"]')
        page.click("#start")
        page.locator("#chat .bot-row", has_text="95").first.wait_for()
        page.goto(f"{address}scripts")
        page.locator("#cards .script:visible", has_text="95").first.wait_for()
        page.goto(f"{address}playbook")
        page.locator("#document h2", has_text="The mail").wait_for()
        assert "your own figures" in page.inner_text("#document")


@needs_browser
def test_the_letters_door_goes_on_with_nothing_begun(address: str, browser: Any) -> None:
    """What another door had begun is taken back; what one typed stays."""
    with at_the_talk(browser, address, DESK) as page:
        page.click("#doors .door >> nth=0")
        page.click("#doors a.door")
        page.wait_for_function("document.querySelector('#box textarea').value === ''")
        assert page.get_by_text("Drop the file here, or choose it").is_visible()
        page.click("#letter .closer")
        page.fill(BOX, "I have an offer from Acme")
        page.click("#doors a.door")
        page.wait_for_selector("#letter-read")
        assert page.input_value(BOX) == "I have an offer from Acme"


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_letter_is_fixed_on_its_card(address: str, browser: Any, size: tuple[int, int]) -> None:
    """What cannot be read is told and nothing is lost; what is put right counts in the verdict and in what is known."""
    with at_the_talk(browser, address, size) as page:
        pasted(page, LETTER)
        page.wait_for_selector("#letter-fix")
        page.click("#letter-fix")
        page.locator('#letter-form [data-field="base"]').fill("a lot")
        page.click("#letter-right")
        page.locator("#letter-form .note", has_text="a lot").wait_for()
        page.click("#letter-fix")
        page.locator('#letter-form [data-field="base"]').fill("$190,000")
        page.click("#letter-right")
        answered(page, "$190K")
        page.locator("#known", has_text="$190K").wait_for()
        assert not page.locator("#letter-form").count()


@needs_browser
def test_a_file_dropped_anywhere_or_chosen_by_the_clip_is_read(address: str, browser: Any, tmp_path: Path) -> None:
    """A mail too, by its words; a picture is refused in plain words that go away."""
    mail = tmp_path / "offer.eml"
    mail.write_text(
        f"From: Ana <ana@northwind.example>\nTo: sam@home.example\nSubject: Your offer\nContent-Type: text/plain\n\n{LETTER}"
    )
    with at_the_talk(browser, address, DESK) as page:
        with page.expect_file_chooser() as chooser:
            page.click("#clip")
        chooser.value.set_files(mail)
        page.wait_for_selector("#letter-right")
        page.click("#letter-leave")
        page.wait_for_selector("#letter-form", state="detached")
        drop = """([name, words, type]) => {
          const data = new DataTransfer();
          data.items.add(new File([words], name, { type }));
          document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }"""
        page.evaluate(drop, ["letter.txt", LETTER, "text/plain"])
        page.wait_for_selector("#letter-right")
        page.click("#letter-leave")
        page.wait_for_selector("#letter-form", state="detached")
        page.evaluate(drop, ["photo.png", "x", "image/png"])
        page.locator("#letter-card", has_text="That is a picture").wait_for()
        page.click("#letter-leave")
        page.locator("#letter-card section").wait_for(state="detached")


@needs_browser
def test_a_long_text_that_is_no_letter_stays_in_the_box(address: str, browser: Any) -> None:
    """As it was pasted, to be sent as a message."""
    with at_the_talk(browser, address, DESK) as page:
        words = "\n".join(
            f"line {n}: they said we would talk again about it next week, and then nothing came" for n in range(6)
        )
        pasted(page, words)
        settled(page)
        assert page.input_value(BOX) == words
        assert not page.locator("#letter-form").count()
        page.reload()
        page.wait_for_function(f"document.querySelector('{BOX}')?.value.startsWith('line 0')")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_was_understood_is_put_right_where_it_stands(address: str, browser: Any, size: tuple[int, int]) -> None:
    """A chip is typed over by the keyboard; what is known follows, and a new verdict is one tap away."""
    with at_the_talk(browser, address, size) as page:
        ask(page, OFFER)
        answered(page, "25% of the way up")
        chip = page.locator("#chat button.heard-of", has_text="their base")
        chip.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.locator(".retype").wait_for(state="detached")
        chip.click()
        page.locator(".retype").fill("190k")
        page.keyboard.press("Enter")
        page.locator("#known", has_text="190K").wait_for()
        page.locator("#chat .heard s", has_text="181,250").wait_for()
        settled(page)
        assert not found_on(page, "chips")
        page.locator("#chat button.option", has_text="Is my offer fair?").click()
        answered(page, "$190K offered")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_words_are_changed_in_the_talk_and_stay(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Changed words outlast a reload, are what is copied and kept, and go back; a switch writes them anew below."""
    with at_the_talk(browser, address, size) as page:
        ask(page, OFFER)
        answered(page, "25% of the way up")
        ask(page, "I want 195k. Write me an e-mail.")
        page.locator("#chat blockquote + .tools").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)

        def tool(name: str) -> Any:
            return page.locator("#chat .tools button", has_text=name).last

        tool("Change the words").click()
        page.keyboard.press("Control+End")
        page.keyboard.type("\nSee you soon")
        page.reload()
        page.locator("#chat blockquote.own", has_text="See you soon").wait_for()
        settled(page)
        tool("Copy").click()
        page.locator("#chat .tools button", has_text="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith("See you soon")
        tool("Save to playbook").click()
        settled(page)
        tool("Undo my changes").click()
        assert "See you soon" not in page.inner_text("#chat blockquote")
        rows = page.locator("#chat .bot-row").count()
        page.type(BOX, "not yet sent")
        tool("Warmer").click()
        page.locator(f"#chat .bot-row >> nth={rows}").locator("blockquote + .tools").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        assert not found_on(page, "words")
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")
        page.goto(f"{address}playbook")
        page.locator("#document", has_text="See you soon").wait_for()


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_so_far_leads_back_and_brings_the_deadline(address: str, browser: Any, size: tuple[int, int]) -> None:
    """A line leads to its message and to its edit, the deadline is a file for the calendar, the ask is changed there."""
    with at_the_talk(browser, address, size) as page:
        ask(page, OFFER)
        answered(page, "25% of the way up")
        ask(page, "I want 195k base. They want an answer by tomorrow.")
        page.locator("#chat .bot-row >> nth=1").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        page.click("#open-sofar")
        with page.expect_download() as download:
            page.locator("#sofar a.button").click()
        calendar = download.value.path().read_text()
        assert "BEGIN:VEVENT" in calendar
        assert "Northwind" in calendar
        page.locator('#sofar button[data-field="target"]').click()
        page.locator("#sofar .retype").fill("199k base")
        page.keyboard.press("Enter")
        page.locator("#sofar", has_text=re.compile(r"You want \$?199K base")).wait_for()
        page.locator("#sofar .said-at").first.click()
        page.locator("#sofar h2").wait_for(state="hidden")
        page.locator("#chat .user-row.shown-at", has_text="181,250").wait_for()
        page.click("#open-sofar")
        page.locator("#sofar [data-said]").first.click()
        page.locator("#chat .user-row textarea").wait_for()


@needs_browser
def test_the_frame_takes_words_before_the_page_has_come(address: str, browser: Any) -> None:
    """What is typed into it stands in the page's own box, with the focus; Enter there sends once it can. No other page has a box in it."""
    context = browser.new_context()
    page = context.new_page()
    held: list[Any] = []
    waits = [True]
    page.route("**/assets/*.js", lambda route: held.append(route) if waits else route.continue_())
    page.goto(address, wait_until="commit")
    page.fill("#frame-box", "What does Northwind pay a data engineer in New York?")
    page.press("#frame-box", "Enter")
    assert held
    waits.clear()
    for route in held:
        route.continue_()
    page.locator("#frame").wait_for(state="detached")
    page.locator("#chat .bot-row", has_text="$170K–$215K").wait_for()
    page.goto(f"{address}scripts", wait_until="commit")
    page.locator("#main").wait_for()
    page.locator("#frame").wait_for(state="detached")
    context.close()


@needs_browser
def test_an_answer_has_a_name_for_who_hears_it(address: str, browser: Any) -> None:
    """And not its whole markup read out as one."""
    with at_the_talk(browser, address, DESK) as page:
        ask(page, OFFER)
        answered(page, "25% of the way up")
        assert page.locator('#chat [data-testid="bot"]').last.get_attribute("aria-label") == "Coach"
        value = page.locator("#chat button.do").first.get_attribute("value")
        assert json.loads(value)["do"] in ("form", "fix")


def test_a_citation_of_a_verdict_stands_below_its_bars() -> None:
    """They come right after the verdict's line, before the first paragraph with a source."""
    reply = Reply(
        "It is low.\n\nYour base of $181,250 is in the band [1].", "offer_evaluation", figures=(figure(170e3, 215e3),), moves=("verdict",),
        state={"offer": {"base": {"amount": 181_250}}}, citations=(Citation(1, "northwind/data-engineer", "Pay", (20, 20), "x"),),
    )  # fmt: skip
    content = messages(talked(Exchange("x", reply)))[1]["content"]
    assert content.index("It is low.") < content.index('class="bars"') < content.index("Your base of")


_VOICES = """
  window.spoken = [];
  Object.defineProperty(window, "speechSynthesis", { value: { speak: u => window.spoken.push(u.text), cancel: () => {}, getVoices: () => [] } });
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    start() { setTimeout(() => { this.onresult({ results: [[{ transcript: "they offer 180k base" }]] }); this.stop(); }); }
    stop() { this.onend(); }
  };
"""


@needs_browser
def test_an_answer_is_heard_once_and_a_message_can_be_dictated(address: str, browser: Any) -> None:
    """What is told when an answer is whole, and what is read aloud, are its words alone; what is dictated stands in the box, unsent."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    context.add_init_script(_VOICES)
    page = watched(context.new_page())
    page.goto(address)
    page.wait_for_selector(BOX)
    settled(page)
    ask(page, OFFER)
    answered(page, "25% of the way up")
    page.wait_for_function("document.querySelector('#answered').textContent.includes('25% of the way up')")
    assert page.locator('#chat [aria-live="polite"]').count() == 0
    page.locator("#chat .aloud button").click()
    (said,) = page.evaluate("window.spoken")
    assert "25% of the way up" in said
    assert "Read aloud" not in said
    assert "they offer $181,250." in said  # the bars are told in words
    page.click("#dictate")
    page.wait_for_function(f"document.querySelector('{BOX}').value === 'they offer 180k base'")
    page.wait_for_function("document.querySelector('#dictate').getAttribute('aria-pressed') === 'false'")
    assert page.locator("#chat .user-row").count() == 1
    context.close()


def test_without_leave_nothing_listens() -> None:
    """The page's own script says whether it may."""
    assert "window.coachMayListen = false" in script()
    assert "window.coachMayListen = true" in script(microphone=True)


def test_every_text_of_the_talk_is_there_and_used() -> None:
    """No key without its text in what is shown, and none that the browser's own script asks for in vain."""
    asked = " ".join(re.findall(r"\bsays\(([^()]*)\)", script()))
    named = set(re.findall(r'"(\w+)"', asked)) | set(re.findall(r"coachTexts\?\.(\w+)", script()))
    assert named == set(part_of_texts("script"))


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_ask_is_changed_beside_the_words(address: str, browser: Any, size: tuple[int, int]) -> None:
    """Typed over where it stands; the words written anew ask for it, and "So far" has it."""
    with at_the_talk(browser, address, size) as page:
        ask(page, OFFER)
        answered(page, "$170K–$215K")
        ask(page, "Write the message")
        page.locator("#chat blockquote + .tools").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        page.locator("#chat .tools button", has_text="Change the ask").click()
        page.locator("#chat input.retype").fill("$130,000 stock over 4 years")
        assert not found_on(page, "the ask")
        page.keyboard.press("Enter")
        page.locator("#chat button.option", has_text="Write the message").click()
        page.locator("#chat .bot-row >> nth=2").locator("blockquote", has_text="$130,000").wait_for()
        page.wait_for_selector("button.submit-button")
        settled(page)
        page.click("#open-sofar")
        page.locator("#sofar", has_text="You want $130K stock over 4 years").wait_for()
