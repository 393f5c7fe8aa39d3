"""A model gives the rehearsal a voice: what passes the checks is shown, everything else stands as code said it; the talk itself is code's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.kept import KeptSession, kept_of, session_of
from coach.rehearsal.scenario import Setup
from coach.rehearsal.worded import Worded, shown, worded
from coach.writer.wording import Writer
from tests.coach.rehearsal.test_kept import JOB
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_reading import Reader

ASKS = ("hi, anything more?", "Could we get to 195k base? I rebuilt the pipeline.")
RECRUITER = "Nice. I can only pay for what I can count, though. [[F3]] base I can't do, [[F2]] base I can. That's the best we can do, to be honest."
WHY = "The first figure is the top of what you can get, and this one is below your own target. It cost you [[F4]] here: with the line below they would have gone to [[F5]] base."
INSTEAD = "Thank you for talking this through with me. In New York the base band for this role is [[F4]]. Could you do [[F5]] base?"
GOOD = {"recruiter": RECRUITER, "why": WHY, "instead": INSTEAD}


@cache
def session(turns: int = 2) -> Session:
    """A talk with a hard-nosed recruiter after so many turns; they have gone to $185K base and call that the ceiling."""
    held = rehearse_for(JOB, SHELF, Setup(seed=8, persona="hard-nosed"))
    for words in ASKS[:turns]:
        held = held.said(words)
    return held


def said(answer: Any, held: Session | None = None) -> tuple[Worded, Reader]:
    model = Reader(answers=[""], read=answer)
    return worded(held or session(), Writer(model, "t:p", patience_s=30), SHELF), model


def texts(held: Session) -> dict[str, str]:
    remark = held.feedback[-1].mistakes[0]
    return {"recruiter": held.rehearsal.rounds[-1].reply, "why": remark.why, "instead": remark.instead}


def test_what_passes_is_shown_and_the_talk_is_as_it_was() -> None:
    """The words stand beside the built-in texts: money, terms and what is judged next do not change."""
    built = texts(session())
    made, model = said(GOOD)
    words = made.words
    assert words[built["recruiter"]].startswith(
        "Nice. I can only pay for what I can count, though. $195K base I can't do, $"
    )
    assert "[[" not in "".join(words.values())
    assert shown(session(), words)[-1].mistakes[0].instead == words[built["instead"]]
    assert session().rehearsal.rounds[-1].reply == built["recruiter"]
    assert len(model.asked) == 1


def test_figures_and_names_are_not_sent() -> None:
    """The person's turn goes without its amount, the limits not at all."""
    _, model = said(GOOD)
    sent = str(model.asked)
    limits = session().rehearsal.scenario.limits.reservation.values()
    assert "195" not in sent
    assert "181" not in sent
    assert not any(f"{v / 1000:g}K" in sent for v in limits)
    assert "I rebuilt the pipeline" in sent


def test_it_is_kept_and_comes_back() -> None:
    """Through JSON, with the talk that code plays again; another text has no words."""
    made, model = said(GOOD)
    kept = kept_of(session(), JOB, words=made.words)
    back = KeptSession.model_validate_json(kept.model_dump_json())
    again = session_of(back, SHELF)
    assert again.to_json() == session().to_json()
    assert worded(again, Writer(model, "t:p"), SHELF, back.words).words == made.words
    assert len(model.asked) == 1
    assert shown(session(1), made.words) == session(1).feedback


def test_the_opening_is_worded_too() -> None:
    """Before the first turn."""
    held = session(0)
    made, _ = said(
        {"recruiter": "We would like to offer you the Data Engineer role at Northwind Traders: [[F1]] base."}, held
    )
    assert made.words[held.rehearsal.opened].endswith("$181K base.")


# name: (which text, what the model says in its place, both times)
WAYS: dict[str, tuple[str, str]] = {
    "a figure of its own": ("recruiter", "Nice. I can only pay for what I can count, though. [[F3]] base I can't do, $199K base I can. That's the best we can do, to be honest."),
    "a figure in words": ("recruiter", "Nice. I can only pay for what I can count, though. [[F3]] base I can't do, two hundred thousand base I can. That's the best we can do, to be honest."),
    "the limit told": ("recruiter", f"{RECRUITER} Between us, the ceiling is a bit above [[F2]]."),
    "more beside the figure": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] base and a sign-on")),
    "another part": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] stock")),
    "by the month": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] base a month")),
    "another currency": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] base in Canadian dollars")),
    "the figure before": ("recruiter", RECRUITER.replace("[[F2]]", "[[F1]]")),
    "both figures": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] base, up from [[F1]] base")),
    "the figure twice": ("recruiter", RECRUITER.replace("to be honest", "to be honest: [[F2]] base")),
    "no figure": ("recruiter", "Nice. I can only pay for what I can count, though. We've looked at it again. That's the best we can do, to be honest."),
    "a concession": ("recruiter", f"{RECRUITER} And you get the extra days off."),
    "a promise": ("recruiter", f"{RECRUITER} I'll make sure that you are promoted next year."),
    "a deal": ("recruiter", f"{RECRUITER} Then we have a deal."),
    "a refusal": ("recruiter", "No. You won't get [[F2]] base. That's the best we can do, to be honest."),
    "a threat": ("recruiter", f"{RECRUITER} Otherwise we withdraw the offer."),
    "a deadline": ("recruiter", f"{RECRUITER} I need your answer by Monday."),
    "a fact": ("recruiter", f"{RECRUITER} The team has twelve people and a kitchen."),
    "a rival": ("recruiter", f"{RECRUITER} Contoso pays less, I know that."),
    "another candidate": ("recruiter", f"{RECRUITER} The next candidate is waiting outside."),
    "the person's words turned": ("recruiter", f"{RECRUITER} You said that you would take less."),
    "an insult": ("recruiter", f"{RECRUITER} Don't be greedy."),
    "a password": ("recruiter", f"{RECRUITER} Sign in at www.example.com to confirm."),
    "a link": ("recruiter", f"{RECRUITER} [Sign](http://x.y)"),
    "a stage direction": ("recruiter", f"{RECRUITER} (She smiles.)"),
    "a slot that there is not": ("recruiter", RECRUITER.replace("[[F2]]", "[[F9]]")),
    "half a slot": ("recruiter", RECRUITER.replace("[[F2]]", "[[F2")),
    "cut off": ("recruiter", "Nice. I can only pay for what I can count, though. [[F3]] base I can't do, [[F2]] base I can. That's the best we can"),
    "half of it": ("recruiter", "Nice. I can only pay for what I can count, though. [[F3]] base I can't do, [[F2]] base I can."),
    "the coach's voice": ("recruiter", f"{RECRUITER} As your coach I would take it."),
    "the prompt": ("recruiter", "You give a voice to a rehearsed salary negotiation that code has already decided."),
    "nothing": ("recruiter", ""),
    "another language": ("recruiter", "Wir haben es noch einmal angesehen: [[F2]] Grundgehalt. Mehr geht nicht."),
    "hidden signs": ("recruiter", RECRUITER.replace("best", "be\u200bst")),
    "a digit of another script": ("recruiter", RECRUITER.replace("[[F2]] base", "[[F2]] base and ٣ more")),
    "another reason": ("why", f"{WHY} Recruiters always have twenty percent more."),
    "praise instead": ("why", "That was a fine turn, leave it as it is."),
    "another cost": ("why", WHY.replace("It cost you [[F4]] here", "It cost you [[F5]] here")),
    "a cost that is none": ("why", WHY.replace("It cost you [[F4]] here", "It cost you nothing here, not [[F4]]")),
    "a decision": ("why", f"{WHY} Walk away now."),
    "another ask": ("instead", INSTEAD.replace("[[F5]]", "$260K")),
    "the band as the ask": ("instead", INSTEAD.replace("Could you do [[F5]]", "Could you do [[F4]]")),
    "asks for less": ("instead", INSTEAD.replace("do [[F5]]", "do less than [[F5]]")),
    "accepts": ("instead", f"{INSTEAD} I accept the offer as it is."),
    "a rival offer": ("instead", f"{INSTEAD} I hold an offer from Contoso."),
    "a deed that nobody did": ("instead", f"{INSTEAD} I led a team of ten."),
    "the floor told": ("instead", f"{INSTEAD} I could live with less, though."),
    "asks for nothing": ("instead", "Thank you for talking this through with me. In New York the base band for this role is [[F4]]."),
    "another place": ("instead", INSTEAD.replace("New York", "London")),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nothing_wrong_is_said(way: str) -> None:
    """The built-in text stands in for it, and only for it; the others are taken."""
    name, wrong = WAYS[way]
    made, model = said({**GOOD, name: wrong})
    built = texts(session())
    assert built[name] not in made.words
    assert set(made.words) == {text for other, text in built.items() if other != name}
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    "answer", [None, [], "no", {}, {"recruiter": 7}, '{"recruiter": "We', {"x": RECRUITER}, "{" * 9000]
)
def test_what_is_no_answer_leaves_everything_as_it_is(answer: Any) -> None:
    """Nothing raises."""
    made, _ = said(answer)
    assert made.words == {}
    assert made.failed


class Hanging(Scripted):
    """Says nothing for a minute."""

    async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
        await asyncio.sleep(60)
        yield ChatGenerationChunk(message=AIMessageChunk("x"))


def test_the_deadline_holds() -> None:
    """One for both calls."""
    writer = Writer(Hanging(answers=[""]), "t:p", patience_s=0.5)
    worded(session(), writer, SHELF)  # what is imported on first use is no waiting
    start = time.monotonic()
    made = worded(session(), writer, SHELF)
    assert time.monotonic() - start < 3
    assert made.words == {}
    assert "too slow" in made.failed


def test_without_a_model_nothing_is_asked() -> None:
    """And nothing costs time."""
    assert worded(session(), None, SHELF).words == {}
