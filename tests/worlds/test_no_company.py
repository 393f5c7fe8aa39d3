"""Talk that names no company is not silently answered about one, in a folder of companies called like everyday words."""

from __future__ import annotations

from tests.worlds.conftest import SEED, Asking
from tests.worlds.judge import Answer, judge, misses, table, tally, verdict
from tests.worlds.make import World
from tests.worlds.questions import Ask, plain
from tests.worlds.voices import about_no_company

SILENT = 0.015  # of the answers; 0.01 is wanted, see `test_worlds.py`


def test_a_message_about_no_company_may_be_asked_about_but_not_answered_about_one() -> None:
    """To ask which company is meant is no fault there; to take one silently is."""
    question = Ask("Fair enough.", "", "", None, "as written")
    assert verdict(question, Answer((), (), False)) == "right"
    assert verdict(question, Answer((), (), True)) == "asks back"
    assert verdict(question, Answer(("fair",), (), False)) == "silently other"


def test_talk_about_no_company_is_not_taken_for_one(world: World, ask: Asking) -> None:
    """Hardly a message that name no company is answered about one."""
    judged = judge(plain(world, SEED, about_no_company()), ask)
    assert tally(judged).share("silently other") <= SILENT, (
        f"\n{table(judged)}\n{misses([j for j in judged if j.verdict == 'silently other'], 20)}"
    )
