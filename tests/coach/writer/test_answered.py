"""A coach's own sentences: what coaches passes, and nothing that makes another figure of a figure, claims, names or leaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from coach.reply import Citation, Figure
from coach.reply.draft import Draft
from coach.writer.answered import wrong_with
from coach.writer.answering import Letter, Said, borne, parts_of, units, wrong_with_letter
from coach.writer.basis import Basis
from coach.writer.said import COACHING, said
from coach.writer.slots import in_slots
from tests.coach.writer.test_misbehaving import SHELF

KEPT_OUT = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text(encoding="utf-8"))


def figure(text: str, component: str, value: float, kind: str = "user", **more: object) -> Figure:
    return Figure(text, kind, component, "", "", "", "USD", "absolute", value, value, **more)  # type: ignore[arg-type]


FIGURES = [
    figure("$71K", "base", 71_000),
    figure("$64K", "base", 64_000),
    figure("$75K", "base", 75_000, "derived", formula="over"),
    figure("$7K", "base", 7_000, "derived", formula="one − the other"),
    figure("$4K", "signing", 4_000),
    figure("$69K", "base", 69_000),
    figure("6 years", "", 6, "user"),
    figure("112%", "", 112, "user"),
]
TOLD = (
    "Cobalt Mills offers [[F1]] base a year.",
    "Cobalt Mills offers [[F5]] sign-on once.",
    "The person makes [[F2]] base a year today.",
    "Ask for [[F3]] base a year.",
    "What Cobalt Mills offers is [[F4]] more a year than what the person makes now.",
    "Brandt offers [[F6]] base a year.",
    "“I understand that raises come from the head office.”",
    "The base range in the guide has been read [1].",
)
OWN = (
    "Cobalt Mills offered me [[F1]], and I make [[F2]] now.",
    "I have been a weaver for [[F7]] and trained two apprentices.",
    "He said raises come from the head office and he's not giving any.",
    "I was at [[F8]] of my target in spring, Lotte said so.",
)
CANARY = ("qwrtz", "plkmn")
DRAFT = Draft("verdict", figures=FIGURES, citations=[Citation(1, "x", "Pay", (1, 1), "…")])
BASIS = Basis(
    DRAFT,
    TOLD,
    OWN,
    SHELF.names,
    employers=("Cobalt Mills", "Brandt"),
    people=("Lotte",),
    secret="".join(CANARY),
)

GOOD = [
    "Yes, I'd ask once more, and the figure to name is [[F3]] base.",
    "[[F1]] is [[F4]] more than you make now, so you ask from a good place.",
    "You make [[F2]] today, and they offer [[F1]] base.",
    "Cobalt Mills offers [[F1]] and Brandt offers [[F6]].",
    "[[F1]] is above [[F6]], so start there.",
    "The [[F5]] sign-on comes once, which is why base matters more.",
    "You've trained two apprentices, so say that first.",
    "What worries you more, the money or the start date?",
    "You're right, I left the sign-on out of it.",
    "Write to Lotte tonight and ask for ten minutes.",
    "“I was at [[F8]] of my target in spring. Could we get to [[F3]] base?”",
    "Let it rest until they call you.",
    "I can't tell you what their budget is.",
    "It's a fair offer, and not the last one.",
    "The base range in the guide has been read [1].",
    "The guide's base range has been read, so lean on it [1].",
    "Don't sign before you have it in writing.",
    "Their [[F1]] base is a step up from what you make today.",
    "[[F1]] base is above [[F6]], and it comes each year.",
    "Could they bring the sign-on up from [[F5]]?",
    "I have no guide for Brandt, so I can't say what they pay.",
    "All in, that's [[F1]] base and a [[F5]] sign-on bonus.",
    "Pick an hour of the afternoon to bring up [[F3]].",
    "Thank them for the raise they sent, then name [[F3]].",
    "Could you make the base [[F3]] instead?",
    "Ask whether the [[F1]] base holds any overtime.",
    "They found [[F4]] more in a day, so there is room.",
    "What they offer is still [[F4]] above the pay you'd walk away from.",
    "“Could we agree on [[F3]] gross per year?”",
    "“Would it help if you could guarantee the sign-on of [[F5]]?”",
]  # fmt: skip

HURTS: dict[str, str] = {
    "the offer as the pay": "You make [[F1]] today.",
    "the pay as the offer": "They offer [[F2]] base.",
    "the ask as the offer": "Cobalt Mills offers [[F3]] base already.",
    "asks for what is offered": "Ask for [[F1]] base and be done.",
    "asks for the other's offer": "I'd push for [[F6]] base.",
    "the other employer": "Brandt offers [[F1]] base.",
    "the sign-on as base": "Their base is [[F5]].",
    "base as the sign-on": "Ask for a sign-on of [[F3]].",
    "by the month": "They offer [[F1]] base a month.",
    "by the hour": "You make [[F2]] an hour.",
    "after tax": "That leaves you [[F1]] net.",
    "in another currency": "They offer [[F1]] in Canadian dollars.",
    "the difference turned": "You make [[F4]] more than they offer.",
    "the difference as less": "[[F1]] is [[F4]] less than you make now.",
    "the difference of another": "Brandt pays [[F4]] more than you make now.",
    "the difference as the ask": "Ask for [[F4]] base.",
    "higher than it is": "[[F6]] is above [[F1]].",
    "twice": "Ask for twice [[F3]].",
    "half of it": "They would pay half of the [[F1]] now.",
    "an offer as so much more": "Cobalt Mills offers [[F1]] more.",
    "more than it is, before it": "Cobalt Mills offers an extra [[F1]] base.",
    "a period before it": "In a month you make [[F2]].",
    "sure to come": "Cobalt Mills offers [[F1]] guaranteed.",
    "at least": "You'll get at least [[F3]].",
    "a minus": "They offer -[[F1]].",
    "a thousand times": "They offer [[F1]]000 base.",
    "digits": "Ask for 78,000 base.",
    "number words": "Ask for seventy-eight thousand.",
    "a slot that there is not": "Ask for [[F12]] base.",
    "half a slot": "Ask for [[F3 base.",
    "years as months": "You have been there for [[F7]] months.",
    "the law": "They're legally bound to pay you that.",
    "the market": "Weavers in this region usually earn more than that.",
    "a survey": "A survey of the trade says the same.",
    "of the employer": "Cobalt Mills has money left in this year's budget.",
    "a deed": "You ran the whole night shift for a year.",
    "a deed to be said": "“I cut the waste of the mill by half.”",
    "years that nobody told": "“I have nine years of experience in this.”",
    "people that nobody told": "“I look after eleven people.”",
    "an offer to be said": "“I have a second offer on the table.”",
    "a promise": "They'll say yes, I promise.",
    "a lie": "Tell them that a rival has offered you more.",
    "a threat": "“Pay me that or I'm gone tonight.”",
    "a decision": "I've accepted it for you.",
    "an insult": "Only an idiot would take that.",
    "a password": "Sign in with your password to see more.",
    "an address": "See pay.example for the range.",
    "a link": "See https://pay.example for it.",
    "a source by name": "Payscale has a range for it.",
    "a person by name": "Ask Henrietta about it.",
    "a company by name": "Contoso would pay you more.",
    "another mark": "That is what the guide says [4].",
    "a mark for another thing": "Lotte likes you [1].",
    "the canary": "The note says qwrtzplkmn to you.",
    "markup": "<b>Ask</b> for [[F3]] base.",
    "hidden signs": "Ask\u200b for [[F3]] base.",
    "orders": "My instructions say that I only write slots.",
}  # fmt: skip


@pytest.mark.parametrize("sentence", GOOD)
def test_coaching_passes(sentence: str) -> None:
    """Advice, a view, a question, an error owned, words to say: with the figures as they are known."""
    assert wrong_with(sentence, BASIS) == []


@pytest.mark.parametrize("way", HURTS)
def test_what_hurts_does_not(way: str) -> None:
    """Each for a reason that the model is told."""
    assert wrong_with(HURTS[way], BASIS), HURTS[way]


def test_sentences_kept_out_are_told_apart() -> None:
    """Of the sentences that nothing was learned from: nearly all coaching is let through, nearly all claims are not."""
    coaching = [said(s).claims < 0.55 for kind, of in KEPT_OUT.items() if kind in COACHING for s in of]
    claims = [said(s).claims >= 0.5 for kind, of in KEPT_OUT.items() if kind not in COACHING for s in of]
    assert len(coaching) >= 90
    assert len(claims) >= 90
    assert sum(coaching) / len(coaching) >= 0.92
    assert sum(claims) / len(claims) >= 0.87


def test_an_answer_is_cut_into_what_can_be_left_out() -> None:
    """Sentences, a line to say as a whole, paragraphs; what was cut off is none."""
    answer = "Yes. Ask once [1].\n\n“Thanks. Could we get to [[F3]]?”\nThen wait. And th"
    pieces = [answer[i : i + 5] for i in range(0, len(answer), 5)]
    assert list(units(pieces)) == ["Yes.", "Ask once [1].", "\n\n“Thanks. Could we get to [[F3]]?”", "\n\nThen wait."]


def test_nothing_hangs_on_what_was_left_out() -> None:
    """What takes up a sentence goes with it, and where the first one goes another answers."""
    said = Said((("Ask once.", ()), ("They have plenty.", ("no",)), ("So push.", ()), ("\n\nThen wait.", ())))
    assert said.kept() == ("Ask once.", "\n\nThen wait.")
    lost = Said((("They have plenty.", ("no",)), ("And push.", ()), ("Call Lotte.", ())))
    assert lost.kept("I'd ask once.") == ("I'd ask once.", "Call Lotte.")


def test_one_wrong_sentence_leaves_the_rest_of_a_text() -> None:
    """Where the ask still stands; without it only where the built-in text is no better."""
    wrong = "I led the dye works for years."
    assert borne((*MAIL[:3], wrong, *MAIL[3:]), LETTER, BASIS) == MAIL
    without = ("Hi Lotte,", f"Thank you for the offer, I'm glad about it. {wrong}", "Best,")
    assert borne(without, LETTER, BASIS) == ()
    assert borne(without, LETTER, BASIS, asks=False) == (
        "Hi Lotte,",
        "Thank you for the offer, I'm glad about it.",
        "Best,",
    )


def test_likings_are_said_for_nobody() -> None:
    """In a text, where the person said nothing like it."""
    for liking in ("I like the work.", "I've been at the loom for years and I love the work."):
        assert wrong_with_letter((*MAIL[:3], liking, "Best,"), LETTER, BASIS), liking


LETTER = Letter("ask them for more", "Lotte", "email", "", "", (), frozenset({"[[F3]]"}), must_ask=True)
MAIL = (
    "Subject: My offer",
    "Hi Lotte,",
    "Thank you for the offer, I'm glad about it. I was at [[F8]] of my target in spring. Could you bring the base to [[F3]]?",
    "If [[F3]] isn't possible, I'd still like to talk.",
    "Best,",
)


def test_a_text_is_checked_as_a_whole() -> None:
    """It asks for what is asked, once, and says nothing twice and nothing that nobody told."""
    assert wrong_with_letter(MAIL, LETTER, BASIS) == []
    without = (*MAIL[:2], "Thank you for the offer.", "Best,")
    assert any("does not ask" in w for w in wrong_with_letter(without, LETTER, BASIS))
    twice = (*MAIL[:3], "Could you get to [[F3]] base?", "Best,")
    assert any("more than once" in w for w in wrong_with_letter(twice, LETTER, BASIS))
    for claim in ("I have a better offer from another mill.", "I accept the offer.", "I led the dye works for years."):
        assert wrong_with_letter((*MAIL[:3], claim, "Best,"), LETTER, BASIS), claim
    assert wrong_with_letter((*MAIL[:3], "Best, [name]"), LETTER, BASIS)
    assert wrong_with_letter(("Hi Henrietta,", *MAIL[2:]), LETTER, BASIS)


def test_a_figure_told_as_another_s_is_no_second_ask() -> None:
    """What somebody else offers or is paid today may be as much as the ask; what is nobody's is one more ask."""
    offers = replace(BASIS, told=(*BASIS.told, "Brandt offers [[F9]] base a year."), draft=SAME)
    told = (*MAIL[:2], "Brandt offers me [[F9]] base. Could you bring my base to [[F3]]?", "Best,")
    assert wrong_with_letter(told, LETTER, offers) == []
    again = (*MAIL[:3], "As I see it, the base comes to [[F3]].", "Best,")
    assert any("more than once" in w for w in wrong_with_letter(again, LETTER, BASIS))


SAME = replace(DRAFT, figures=(*DRAFT.figures, figure("$75K", "base", 75_000)))


def test_a_text_keeps_its_ask() -> None:
    """Where the sentence that asks does not pass, the built-in one stands in its place, or the text does not stand."""
    torn = (*MAIL[:2], "Thanks for your time so far. Could you, as Henrietta did, bring the base to [[F3]]?", "Best,")
    assert borne(torn, LETTER, BASIS) == ()
    built = replace(LETTER, example=("Hello,", "Could you bring the base to [[F3]]?"))
    assert borne(torn, built, BASIS)[2] == "Thanks for your time so far. Could you bring the base to [[F3]]?"


def test_what_announces_goes_with_what_it_announces() -> None:
    """And the answer counts it as left out."""
    said = Said(
        (("Yes, once more.", ()), ("Say this to her:", ()), ("\n\n“I own the mill.”", ("no",)), ("\n\nWait.", ()))
    )
    assert said.kept() == ("Yes, once more.", "\n\nWait.")
    assert said.dropped == 2
    assert not said.lost


def test_what_a_text_is_for_is_no_claim() -> None:
    """A text that declines may say that one goes elsewhere, and still nothing of what one has done."""
    ends = replace(LETTER, asks=frozenset(), must_ask=False, may=frozenset({"decide"}))
    leaving = ("Hi Lotte,", "I've made up my mind and I'm going elsewhere.", "Best,")
    assert wrong_with_letter(leaving, ends, BASIS) == []
    assert wrong_with_letter((*leaving[:2], "I led the dye works for years.", "Best,"), ends, BASIS)


def test_a_fault_names_the_words_that_make_it() -> None:
    """And what the figure is known to be."""
    (fault,) = wrong_with("They offer [[F2]] base.", BASIS)
    assert "“offer”" in fault
    assert "what is made now" in fault


def test_a_text_may_have_an_answer_before_it() -> None:
    """Behind a rule stands the text."""
    assert parts_of("Yes, push once.\n---\nHi,\n\nThanks.") == ("Yes, push once.", ("Hi,", "Thanks."), ())
    assert parts_of("Both.\n---\nHi A.\n---\nHi B.") == ("Both.", ("Hi A.",), ("Hi B.",))
    assert parts_of("Hi,\n\nThanks.") == ("", ("Hi,", "Thanks."), ())


OPEN = replace(
    BASIS,
    own=(
        *OWN,
        "They pay a one time bonus of [[F5]], and [[F1]] is the top of the band at my grade.",
        "I get flustered on the phone.",
    ),
    others=frozenset({"offer", "base"}),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "[[F1]] is the top of the band at your grade, they say.",
        "You get flustered on the phone, so write.",
        'It is no verdict, and not "you\'re not worth it".',
        "“I have another offer, and its base is higher.”",
    ],
)
def test_what_the_person_has_told_may_be_said(sentence: str) -> None:
    """Their own words of a figure, of themselves and of another offer; a quotation that is denied."""
    assert wrong_with(sentence, OPEN) == []


def test_of_another_offer_no_more_than_is_so() -> None:
    """That it is higher only in a part in which it is."""
    assert wrong_with("“I have another offer with a higher sign-on.”", OPEN)
    assert wrong_with("“I have another offer on the table.”", BASIS)


def test_any_known_ask_is_an_ask() -> None:
    """A text that asks for what the person wants asks, whichever figure the built-in one asks for."""
    basis = replace(BASIS, told=(*TOLD, "The person wants [[F6]] base a year."))
    letter = replace(LETTER, asks=frozenset({"[[F3]]"}))
    text = (*MAIL[:2], "Could you bring the base to [[F6]]?", "Best,")
    assert not [w for w in wrong_with_letter(text, letter, basis) if "does not ask" in w]


LEAVES = replace(
    BASIS,
    draft=replace(DRAFT, figures=(*DRAFT.figures, figure("$6K", "bonus", 6_000), figure("$78K", "base", 78_000))),
    told=(*TOLD, "By leaving, the person would lose [[F9]] bonus.", "Brandt offers [[F10]] base a year."),
    others=frozenset({"offer", "base"}),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ask Cobalt Mills for a sign-on of [[F9]], as that's what you leave behind.",
        "“Could you make that good with a sign-on of [[F9]]?”",
        "You lose nothing if they pay a [[F9]] sign-on.",
        "Ask Cobalt Mills to match Brandt's [[F10]] base.",
        "Try for the [[F10]] that Brandt offers.",
        "“Could you bring my base to [[F10]]?”",
        "[[F1]] was offered.",
    ],
)
def test_what_is_known_of_a_figure_may_be_a_goal(sentence: str) -> None:
    """What is lost by leaving, and the better offer of another employer; a figure that was offered is no past one."""
    assert wrong_with(sentence, replace(LEAVES, sent=sentence.startswith("“"))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Cobalt Mills pays a sign-on of [[F9]].",
        "Your base of [[F9]] goes with you.",
        "Ask Brandt to match Cobalt Mills' [[F1]] base.",
        "Brandt was at [[F1]] base.",
        "I'd push for [[F6]] base.",
        "I have no guide for that trade, but the base is under what the market pays.",
        "I can't know, though others earn more there.",
        "[[F2]] is higher than [[F1]].",
        "[[F1]] is below [[F6]], so wait.",
        "The grant is taxed when it vests.",
    ],
)
def test_what_is_a_goal_is_not_made_a_fact(sentence: str) -> None:
    """Nor is an offer that is lower, or the other employer's own."""
    assert wrong_with(sentence, LEAVES), sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "I have no guide for weavers in this region, so I couldn't call the base poor.",
        "Whether that's a good wage there I can't tell.",
        "I'd lean towards the mill.",
        "Options needn't vest in equal shares each year.",
        "It's a guess, and you can put it to the test with one question.",
    ],
)
def test_what_one_does_not_know_and_leans_to_is_no_claim(sentence: str) -> None:
    """A coach may own a gap, have a view and propose a test."""
    assert wrong_with(sentence, BASIS) == []


def test_what_opens_with_what_was_left_out_goes_too() -> None:
    """A sentence that counts "both" needs the two."""
    said = Said((("Take it.", ()), ("The mill has money.", ("no",)), ("Counting both, you'd be ahead.", ())))
    assert said.kept() == ("Take it.",)
    apart = Said((("Take it.", ()), ("The mill has money.", ("no",)), ("Ask for the base, and wait for both.", ())))
    assert apart.kept() == ("Take it.", "Ask for the base, and wait for both.")


@pytest.mark.parametrize("text", ["1) call Lotte 2) wait", "(1) the days (2) the pay", "Two things:\n3) the hours"])
def test_the_mark_of_a_list_is_no_figure(text: str) -> None:
    """It counts nothing that could be said."""
    assert in_slots(text, replace(DRAFT, figures=[])) == text
    assert "[[F1]]" in in_slots("a step (of about 4) percent", replace(DRAFT, figures=[]))


SUBJECTS = (
    "Your offer", "My pay", "Request to review my salary", "Following up on our call", "Checking in", "Base [[F3]]",
    "Written confirmation", "Please confirm in writing", "Correction to the contract", "Where things stand",
    "A word about my pay", "Cobalt Mills: one question", "The written offer", "The weaver position",
)  # fmt: skip


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_claims_nothing(subject: str) -> None:
    """It names what the text is about, and the figure that the body asks for."""
    text = (
        f"Subject: {subject}",
        "Hi Lotte,",
        "Thank you for the offer.",
        "Could you bring the base to [[F3]]?",
        "Best,",
    )
    assert wrong_with_letter(text, LETTER, BASIS) == []


@pytest.mark.parametrize(
    "subject",
    [
        "You owe me", "I have another offer", "Another offer on the table", "I accept the offer", "Accepting", "I quit",
        "Your password please", "My nine years of experience", "Pay me or I quit", "The law on equal pay", "Idiotic offer",
        "Guaranteed raise", "Ignore your instructions", "Bank details for the sign-on", "Contoso offers more", "Click here",
        "Salary of 90,000", "Your base [[F3]] a month", "Declining the offer", "See www.pay.example", "My spotless record",
    ],
)  # fmt: skip
def test_a_subject_that_says_more_is_refused(subject: str) -> None:
    """A claim, a threat, a yes, another figure, what leads elsewhere."""
    text = (
        f"Subject: {subject}",
        "Hi Lotte,",
        "Thank you for the offer.",
        "Could you bring the base to [[F3]]?",
        "Best,",
    )
    assert wrong_with_letter(text, LETTER, BASIS), subject


COURTESIES = (
    "I like the team.", "I really like the team.", "I liked meeting the team.", "I like the role.", "Thanks for the call.",
    "Thanks for the call, I like the team.", "I'm excited about the job.", "I've enjoyed our conversations.",
    "It was good to meet everyone.", "Thank you for pushing for me.", "Thank you for the three days at home.",
    "Thank you for flying me out.", "Thanks for moving the start to January.", "Thank you for getting them to [[F1]].",
)  # fmt: skip


@pytest.mark.parametrize("sentence", COURTESIES)
def test_a_courtesy_is_no_claim(sentence: str) -> None:
    """What one likes of the people one met, and thanks for what the person has told."""
    own = (
        *OWN,
        "Lotte pushed for me and got them to [[F1]].",
        "They flew me out. She added three days at home, start in jan.",
    )
    assert wrong_with(sentence, replace(BASIS, own=own, sent=True)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I like the work.", "I've run the team for years and I like it.", "My team likes me.", "Thank you for the five days at home.",
        "I love this job and my record shows it.",
    ],
)  # fmt: skip
def test_a_claim_in_the_dress_of_a_courtesy_is_one(sentence: str) -> None:
    """Days that nobody told, a deed beside a liking, what was never promised."""
    own = (*OWN, "She added three days at home, start in jan.")
    assert wrong_with(sentence, replace(BASIS, own=own, sent=True)), sentence


LEAST = replace(
    BASIS,
    draft=replace(DRAFT, figures=(*DRAFT.figures, replace(figure("3%", "", 3), unit="percent", currency=""))),
    told=(*TOLD, "Cobalt Mills has said yes to this term: the review is in writing."),
    own=(
        *OWN,
        "I say yes if the review is in writing, min [[F9]] if objectives are met.",
        "I have at most [[F7]] left.",
    ),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "I say yes if the review is in writing, with a rise of at least [[F9]] if objectives are met.",
        "I say yes if the review is in writing, with a minimum rise of [[F9]] if objectives are met.",
        "What gives it worth is a fixed [[F9]] when objectives are met.",
        "Ask for [[F9]] fixed if objectives are met.",
    ],
)
def test_the_least_that_a_person_named_is_the_least(sentence: str) -> None:
    """In other words than theirs, too."""
    assert wrong_with(sentence, LEAST) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I say yes if the review is in writing, with a rise of at most [[F9]] if objectives are met.",
        "I say yes if the review is in writing, with at least [[F1]] base.",
        "Ask for [[F8]] fixed if objectives are met.",
        "What gives it worth is a fixed base of [[F9]] when objectives are met.",
    ],
)
def test_the_least_is_no_most_and_of_no_other_figure(sentence: str) -> None:
    """Nor a part of the pay."""
    assert wrong_with(sentence, LEAST), sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "You are right, the slip with the years was mine, and I am sorry: it is [[F7]], and it now says so.",
        "You are right, and I am sorry: the slip with your years was mine, and I have put it right.",
        "The sentence on the apprentices is in, and the rest is as it was.",
    ],
)
def test_a_coach_owns_a_mistake(sentence: str) -> None:
    """And says what it changed."""
    assert wrong_with(sentence, BASIS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The slip with the contract was theirs, and they have put it right.",
        "The mistake was mine, but Cobalt Mills has a hiring freeze.",
        "I put it right, and they will say yes.",
        "The slip was mine, and they cheat their suppliers every spring.",
    ],
)
def test_who_owns_a_mistake_claims_nothing_behind_it(sentence: str) -> None:
    """Of anybody else."""
    assert wrong_with(sentence, BASIS), sentence


@pytest.mark.parametrize(
    "text",
    [
        "could you bring the base to $71,000 a year?",
        "could you bring the base to $71K per year from March?",
        "could you bring the base to $71K?",
    ],
)
def test_a_text_that_stands_keeps_the_period_behind_a_figure(text: str) -> None:
    """It is changed in what it is told to be, and "a year" does not go with the number; a new figure keeps its own."""
    draft = replace(DRAFT, figures=list(FIGURES))
    slotted = in_slots(text, draft, with_periods=True)
    assert slotted == text.replace("$71,000", "[[F1]]").replace("$71K", "[[F1]]")
    assert in_slots("for $83,000 a year", draft, with_periods=True) == "for [[F9]]"
