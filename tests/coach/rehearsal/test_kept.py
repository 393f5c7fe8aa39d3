"""What is kept of a rehearsal gives the same session again."""

from __future__ import annotations

from coach.rehearsal.coaching import rehearse_for
from coach.rehearsal.kept import KeptSession, kept_of, session_of
from coach.rehearsal.scenario import Setup
from coach.understanding.situation import Part, Situation
from tests.shelf import Shelf

JOB = Situation(company="Northwind", role="Data Engineer", region="New York", offer=(Part(component="base", low=181_000, high=181_000, currency="USD"),))  # fmt: skip
TURNS = ("hi, anything more?", "Could we get to 195k base? I rebuilt the pipeline.", "That works, I accept. Please send the contract.")  # fmt: skip


def test_a_session_comes_back_as_it_was() -> None:
    """Turns, feedback, the recruiter's replies and the talk before it, through JSON."""
    shelf = Shelf()
    session = rehearse_for(JOB, shelf, Setup(seed=7, persona="hard-nosed"))
    for words in TURNS:
        session = session.said(words)
    again = session.before(2).said("I had 205k in mind for this role; what could you do?")
    assert again.earlier is not None
    for one in (session, again):
        text = kept_of(one, JOB, coached=False, ended=True).model_dump_json()
        back = session_of(KeptSession.model_validate_json(text), shelf)
        assert back.to_json() == one.to_json()
        assert back.feedback == one.feedback


def test_turns_after_the_end_are_left_out() -> None:
    """Where the talk ends sooner than it did, the rest of the words is not said."""
    shelf = Shelf()
    session = rehearse_for(JOB, shelf, Setup())
    for words in TURNS:
        session = session if session.rehearsal.over else session.said(words)
    kept = kept_of(session, JOB)
    longer = kept.model_copy(update={"turns": (*kept.turns, *["And another thing."] * 30)})
    assert session_of(longer, shelf).rehearsal.over
