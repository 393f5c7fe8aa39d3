"""What the parts of a turn are: topics by meaning, figures beside the pay, and closings in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coach.rehearsal.topics import digest, examples, topic_model, topic_of
from tests.coach.rehearsal.test_talk import session

TOLD: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text(encoding="utf-8"))
LEAST = 0.9  # of a hundred and more topics; most misses are neighbours (help with moving asked for or about)
ASK = "Thank you for the offer! I'd like $185K base because I rebuilt the billing pipeline."


def test_the_model_was_made_from_its_examples() -> None:
    """Whoever edits the examples trains again: `python -m coach.rehearsal.learned.topics`."""
    assert topic_model().trained_on == digest()


def test_topics_are_told_in_words_that_were_not_learned() -> None:
    """None of the labelled clauses is an example, and nearly all are told."""
    learned = {words.casefold().strip("?.! ") for _, words in examples()}
    labelled = [(label, words) for label, said in TOLD.items() for words in said if words[0].isalnum()]
    fresh = [(label, w) for label, w in labelled if w.casefold().strip("?.! ") not in learned]
    assert len(fresh) >= FRESH
    right = 0
    for label, words in fresh:
        topic = topic_of(words, 0, len(words))
        right += f"{topic.does}.{topic.about}" == label
    assert right / len(fresh) >= LEAST


FRESH = 90


@pytest.mark.parametrize(
    "words",
    [
        "Could I get 20 days off instead of 15?",
        "Is the 401k match 6 percent?",
        "Does the pension match go to 8%?",
        "I have 20 days off today, could we do 30?",
        "20 days off isn't enough for me, could you do 25?",
        "How many people, 12 or 15?",
        "What was the bonus payout last year, 80 or 100 percent?",
        "I can start on March 15.",
        "I'd need 3 weeks to decide.",
        "My current team is 25 people.",
        "In my last job we had 30 days of holiday.",
        "How long is the vesting and is there a one year cliff?",
    ],
)
def test_figures_beside_the_pay_are_no_asks(words: str) -> None:
    """Days, percent of a pension, team sizes, dates and past payouts ask for no pay, and the offer stays."""
    held = session(seed=3).said(ASK)
    after = held.said(words)
    assert not after.rehearsal.rounds[-1].judgement.moves.asks
    assert dict(after.rehearsal.table.terms) == dict(held.rehearsal.table.terms)


@pytest.mark.parametrize(
    "words",
    [
        "You've got yourself a new engineer!",
        "To sum up, we have the base and the bonus as you said. Send it over and I'll sign.",
        "Yes, if you put that in writing, I accept.",
        "Sounds good to me, let's do it. Send me the contract.",
    ],
)
def test_a_closing_in_other_words_closes(words: str) -> None:
    """A clear yes, a sum with a request for the papers, a yes once it is in writing."""
    held = session(seed=3).said(ASK).said(words)
    assert held.rehearsal.agreed


@pytest.mark.parametrize(
    "words", ["Hello.", "Thank you for calling.", "hmm", "...", "If you can make it $180K I'm in."]
)
def test_what_is_no_closing_does_not_close(words: str) -> None:
    """A greeting, thanks, a pause and a condition that is not met leave the talk open."""
    assert not session(seed=3).said(words).rehearsal.agreed


def test_refusing_to_say_what_one_earns_gives_nothing_away() -> None:
    """It is answered kindly or curtly, and is no mistake."""
    held = session(seed=3).said(ASK).said("I'd rather not say what I earn today.")
    assert "reveals_floor" not in held.rehearsal.rounds[-1].judgement.labels()
    assert "no_pay" in {r.act for r in held.rehearsal.rounds[-1].reactions}
