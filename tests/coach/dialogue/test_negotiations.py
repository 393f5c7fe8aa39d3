"""A person who has ended one negotiation, or leaves it for a while, and what the next one has of it: only what is true of
the person."""

from __future__ import annotations

from datetime import date

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from tests.shelf import Shelf

COACH = Coach(Shelf(), lambda: date(2026, 11, 23))
GRAZ = (
    "Guten Tag, I am a dental technician in Graz. My present salary is 2.850 euros brutto a month, 14 times. "
    "A laboratory in Vienna offers 3.200. I would like 3.500.",
    "Please write a mail to Frau Hofer, ask 3.500",
    "She says 3.350 is the most",
    "I decided to stay in Graz. Write to Frau Hofer that I decline",
)
RAISE = ("Now I want a raise in Graz, 3.100. How do I begin with my boss Herr Wagner?",)
TALK = ("write it as a short whatsapp to him, only ask for a talk next week",)


def said(*messages: str) -> tuple[Reply, Dialogue]:
    """The last reply of a talk, and the dialogue after it."""
    dialogue = Dialogue()
    reply = None
    for message in messages:
        reply = COACH.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    assert reply is not None
    return reply, dialogue


def pay(dialogue: Dialogue) -> list[float]:
    """What is offered by the employer in focus."""
    return [p.high for p in dialogue.deal.offer]


def test_a_raise_after_a_no_is_another_negotiation() -> None:
    """Its figures and its people are its own; present pay, role and place go on, the declined offer is kept aside."""
    _, now = said(*GRAZ, *RAISE)
    assert (now.deal.kind, now.deal.person, now.deal.region, now.deal.status) == ("raise", "Herr Wagner", "Graz", "")
    assert ([p.high for p in now.target], pay(now)) == ([3100.0], [])
    assert [(p.high, p.salaries) for p in now.current] == [(2850.0, 14)]
    assert now.deal.role == "dental technician"
    (vienna,) = now.aside
    assert (vienna.deal.status, vienna.deal.person, vienna.deal.region) == ("declined", "Frau Hofer", "Vienna")
    assert ([p.high for p in vienna.deal.offer], [p.high for p in vienna.target]) == ([3350.0], [3500.0])


def test_a_text_of_the_next_negotiation_goes_to_its_people_and_has_what_is_ordered() -> None:
    """Only a talk is asked for: no figure, and nothing of the declined offer."""
    reply, now = said(*GRAZ, *RAISE, *TALK)
    text = " ".join(now.wanted.written)
    assert "Herr Wagner" in text
    assert "next week" in text
    assert not any(x in reply.text for x in ("Hofer", "3,100", "3.100", "3,500", "deadline", "Vienna"))


def test_the_declined_employer_comes_back_and_so_does_what_was_wanted_of_it() -> None:
    """The raise waits aside and is as it was when the boss is named again."""
    messages = (*GRAZ, *RAISE, *TALK, "Frau Hofer wrote again, they would now pay 3.600")
    _, now = said(*messages)
    assert (now.deal.person, now.deal.status, pay(now)) == ("Frau Hofer", "answered", [3600.0])
    assert [p.high for p in now.target] == [3500.0]
    reply, now = said(*messages, "and what do I say to Herr Wagner on Tuesday?")
    assert (now.deal.kind, now.deal.person) == ("raise", "Herr Wagner")
    assert "€3,100" in reply.text
    assert "Hofer" not in reply.text


def test_an_employer_that_comes_back_right_after_the_no_is_the_same_negotiation() -> None:
    _, now = said(*GRAZ, "Frau Hofer called again, now they offer 3.600")
    assert (pay(now), now.aside, now.deal.status) == ([3600.0], (), "answered")


def test_an_offer_after_a_raise_that_failed_is_a_negotiation_of_its_own() -> None:
    """The boss's no and the figure wanted of him do not govern it; the text goes to the other employer."""
    talk = (
        "I work as an electrician in Leeds on £33,000. I asked my boss Dave for 37,000.",
        "He said no, there is no budget this year.",
        "So I looked around, and a firm in York offers me 36,500. I'd want 38,000.",
    )
    _, now = said(*talk)
    assert (now.deal.kind, now.deal.status, pay(now)) == ("new_offer", "offered", [36500.0])
    assert [p.high for p in now.target] == [38000.0]
    assert [(n.deal.kind, n.deal.status) for n in now.aside] == [("raise", "refused")]
    reply, now = said(*talk, "Write a text message to Sarah there, ask for 38,000")
    assert now.deal.person == "Sarah"
    assert "Dave" not in reply.text
    assert "37,000" not in reply.text


def test_giving_notice_after_a_yes_is_the_same_story() -> None:
    """The accepted offer stays in focus, and the letter goes to the boss who is left."""
    reply, now = said(
        "Hello, I'm a pastry chef in Lyon, I earn 2,100 euros gross a month. A hotel in Geneva offers me 4,300 francs.",
        "OK I accept. Write to Monsieur Favre that I accept",
        "Now I must resign in Lyon. Write the letter to my boss Madame Girard, last day 15 February",
    )
    assert (now.aside, now.deal.status, pay(now)) == ((), "accepted", [4300.0])
    assert "Dear Madame Girard" in reply.text
    assert "Favre" not in reply.text


def test_notice_to_the_boss_who_said_no_is_of_the_offer_that_was_accepted() -> None:
    """The raise that failed stays aside, and its boss is known."""
    reply, now = said(
        "Hi, kindergarten teacher in Oslo, I make 41,000 kroner a month. I want 44,000. My head is Ingrid.",
        "Ingrid said no, the municipality has no money.",
        "A private kindergarten in Drammen has offered me 43,500",
        "I take it.",
        "How do I tell Ingrid that I leave?",
    )
    assert (now.deal.status, pay(now), now.deal.person) == ("accepted", [43500.0], "")
    assert "Hi Ingrid" in reply.text
    assert "notice" in reply.text


def test_a_raise_where_the_person_has_started_is_over_what_was_agreed() -> None:
    _, now = said(
        "I'm a warehouse lead in Rotterdam, 3.100 a month. DHL offers 3.400, I asked 3.600.",
        "They said yes to 3.600. I accepted and signed.",
        "I have started there. After a year I want a raise to 3.900. How do I ask my boss Pieter?",
    )
    assert ([p.high for p in now.current], [p.high for p in now.target]) == ([3600.0], [3900.0])
    assert (now.employer, now.deal.kind, now.deal.person) == ("DHL", "raise", "Pieter")


def test_one_message_may_end_a_negotiation_and_begin_the_next() -> None:
    """Its no is told of the one that ends."""
    _, now = said(
        "I'm a hairdresser in Porto, 980 euros a month. A salon in Braga offers 1.150. I want 1.250",
        "I declined Braga, too far. Now I want 1.100 from my own boss Dona Teresa. How do I ask?",
    )
    assert (now.deal.kind, now.deal.status, now.deal.region, now.deal.person) == ("raise", "", "Porto", "Dona Teresa")
    assert ([p.high for p in now.target], [p.high for p in now.current]) == ([1100.0], [980.0])
    assert [n.deal.status for n in now.aside] == ["declined"]


def test_a_raise_asked_for_while_an_offer_stands_knows_of_it() -> None:
    """The offer waits with its own wish, and may be named to the boss."""
    talk = (
        "I'm a plumber in Cork on €44,000. An outfit in Limerick offers 48,000. I want 50,000",
        "OK. Then I'd like to ask my own boss Sean for 47,000. Write him a text",
    )
    reply, now = said(*talk)
    assert (now.deal.kind, [p.high for p in now.target], pay(now)) == ("raise", [47000.0], [])
    assert [d.offer[0].high for d in now.others] == [48000.0]
    assert "€47,000" in reply.text
    assert "thank you for the offer" not in reply.text.casefold()
    _, now = said(*talk, "The Limerick crowd rang back, 49,000 after all")
    assert (pay(now), [p.high for p in now.target]) == ([49000.0], [50000.0])


def test_of_two_offers_the_one_that_is_declined_is_written_to() -> None:
    """Its person gets the text, and the other one is the talk's as soon as its person is named."""
    talk = (
        "I'm a physio in Bern, 6,200 francs a month. Balgrist offers 6,900 and Inselspital offers 6,700.",
        "I'd like 7,200 from Balgrist. Write to Frau Meier at Balgrist",
        "She says 7,000 is the best they can do",
        "I am turning down Inselspital. Write to Herr Brunner there that I decline, it is because of the weekends, and "
        "that I liked him and his team",
    )
    reply, now = said(*talk)
    assert "Dear Herr Brunner" in reply.text
    assert "Balgrist" not in reply.text
    assert {d.company: (d.status, d.person) for d in now.deals} == {
        "Balgrist": ("refused", "Frau Meier"), "Inselspital": ("declined", "Herr Brunner"),
    }  # fmt: skip
    reply, now = said(*talk, "Now what do I say to Frau Meier?")
    assert now.deal.company == "Balgrist"
    assert "weekends" not in reply.text


def test_what_is_kept_aside_stands_in_the_state() -> None:
    reply, _ = said(*GRAZ, *RAISE)
    (vienna,) = reply.state["aside"]
    assert (vienna["status"], vienna["person"], vienna["offer"]["base"]["amount"]) == ("declined", "Frau Hofer", 3350)
    assert {"declined", "wish_told"} <= {e["event"] for e in reply.state["history"]}


def test_what_a_new_offer_is_against_present_pay_is_said_with_what_a_move_takes() -> None:
    """By the month, by the year over as many salaries, and no figure of a rent that nobody told."""
    reply, _ = said(*GRAZ[:3], "Is this fair? I am not sure. My wife says I should stay.")
    assert "€500 a month" in reply.text
    assert "€7K a year" in reply.text
    assert "Vienna" in reply.text
    assert "rent" in reply.text
    assert "list" in reply.text.split("\n\n")[-1]  # what somebody close says is heard
    assert {f.high for f in reply.figures if f.kind == "derived"} <= {500.0, 7000.0, 150.0, 3200.0}
