"""Whom and where a message means, once all of it is read: known companies without a guide, places of two words, and the
one of two companies that is asked about.
"""

from __future__ import annotations

import pytest

from coach.understanding.question import understand
from coach.understanding.read import read
from index.names import Job, Names, learn_names


@pytest.fixture(scope="module")
def names() -> Names:
    """Three companies, two roles each."""
    held = (("notion", "Notion"), ("klarna", "Klarna"), ("zendesk", "Zendesk"))
    roles = (("data-engineer", "Data Engineer"), ("software-engineer", "Software Engineer"))
    return learn_names([Job(c, r, name, title) for c, name in held for r, title in roles], frozenset())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("zomato backend engineer base?", "Zomato"),
        ("swiggy software engineer base", "Swiggy"),
        ("vodafone software engineer pay", "Vodafone"),
        ("wipro software engineer pay?", "Wipro"),
        ("capgemini data engineer comp", "Capgemini"),
        ("telstra data engineer wages", "Telstra"),
    ],
)
def test_a_known_company_without_a_guide_is_one(names: Names, text: str, name: str) -> None:
    """However small it is written, and with no more than a job beside it."""
    assert [c.name for c in understand(text, names, reading=read(text, names)).topic.companies] == [name]


@pytest.mark.parametrize("place", ["Nova York", "Nueva York", "New York"])
def test_a_word_of_a_place_is_no_company(names: Names, place: str) -> None:
    """A place of two words stays one, in whatever language it is written."""
    text = f"Zendesk data engineer {place} base"
    question = understand(text, names, reading=read(text, names))
    assert [m.options for m in question.topic.companies] == [("zendesk",)]
    assert [p.name for p in question.topic.places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "i have an offer from klarna and am interviewing at notion as data engineer, what base does klarna pay?",
            marks=pytest.mark.xfail(reason="the one that interviews is taken for asked about as well", strict=True),
        ),
        "i have an offer from klarna and am talking to zendesk as a data engineer, what base does klarna pay?",
        "klarna offered me a data engineer job and notion has me in the last round. how much bonus does klarna pay?",
    ],
)
def test_of_two_companies_the_one_that_is_asked_about_is_meant(names: Names, text: str) -> None:
    """However near the other one stands to the job."""
    assert [m.options for m in understand(text, names, reading=read(text, names)).topic.companies] == [("klarna",)]
