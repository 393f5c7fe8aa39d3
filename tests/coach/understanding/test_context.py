"""What a talk holds, as features of what is said next."""

from __future__ import annotations

import numpy as np

from coach.understanding.context import (
    KNOWN,
    NOTHING,
    PLAYERS,
    STAGE,
    Context,
    called_alike,
    known_features,
    known_words,
    stage_features,
)
from coach.understanding.learn.examples import examples_in
from coach.understanding.learn.labels import labelled

TALK = Context(companies=(("Grange Insurance", "job"), ("Corvid", "rival")))


def test_a_company_is_known_in_its_part_by_any_of_its_names() -> None:
    """Its own part, those of the others, and nothing of a talk that holds none."""
    grange, corvid, new = known_features(["grange", "Corvid", "Tarn"], TALK)
    job, rival = 2 * PLAYERS.index("job"), 2 * PLAYERS.index("rival")
    assert (grange[job], grange[job + 1], grange[rival], grange[rival + 1]) == (1, 0, 0, 1)
    assert (corvid[job], corvid[job + 1], corvid[rival], corvid[rival + 1]) == (0, 1, 1, 0)
    assert (new[job], new[job + 1], new[rival], new[rival + 1]) == (0, 1, 0, 1)
    assert known_features(["Tarn"], NOTHING).tolist() == [[*[0.0] * (KNOWN - 1), 1.0]]


def test_the_same_as_words() -> None:
    """A new company is new only beside others."""
    assert known_words("grange", TALK) == ["k:job", "ko:job", "ko:rival"]
    assert known_words("Tarn", TALK) == ["k:new", "ko:job", "ko:rival"]
    assert known_words("Tarn", NOTHING) == ["k:none"]


def test_the_stage_tells_who_plays() -> None:
    """Which parts are taken stands last."""
    assert stage_features(TALK)[-len(PLAYERS) :].tolist() == [1, 1, 0]
    assert stage_features(NOTHING).shape == (STAGE,)


def test_names_are_alike_by_whole_words_at_an_end() -> None:
    """Not in the middle, not within a word."""
    assert called_alike("Deere", "John Deere")
    assert not called_alike("range", "Grange")
    assert not called_alike("", "Grange")


def test_learning_holds_the_companies_of_the_turns_before() -> None:
    """The last part of a company counts; who is only spoken of is not held."""
    talk = [
        "offer: [job:Grange Insurance] offers {offer.base:90k}, [cmp:Tarn] pays less",
        "news: [rival:Corvid] called",
        "declined: no to [job:corvid]",
        "thank: ta",
    ]
    read = [examples_in([labelled(line, "v", "talk") for line in talk[: n + 1]])[n].context for n in range(len(talk))]
    assert [c.companies for c in read] == [
        (),
        (("Grange Insurance", "job"),),
        (("Grange Insurance", "job"), ("Corvid", "rival")),
        (("Grange Insurance", "job"), ("corvid", "job")),
    ]
    assert np.array_equal(known_features(["Corvid"], read[2])[0], np.array([0, 1, 1, 0, 0, 0, 0], dtype=np.float32))
