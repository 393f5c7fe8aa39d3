"""In any folder of companies the coach takes the one that was asked about, and never another silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parse import parse_guide, read_guides
from tests.worlds.coached import asking
from tests.worlds.conftest import SEED, Asking
from tests.worlds.judge import Answer, Judged, judge, misses, table, tally, verdict
from tests.worlds.make import KINDS, PLAIN, World, grown, make_world, squashed
from tests.worlds.questions import STYLES, Ask, questions
from tests.worlds.voices import first_questions

# What one seed must hold, some way below the mean of several (`python -m tests.worlds SEED`), so that a model learned anew does not
# fail by a question or two. Wanted are 0.98, 0.95, 0.05, 0.01 and 0.01 of the answers: the
# mean of seeds holds them, but for messages about no company (0.011).
PLAIN_BRANDS, TRAPS, ASKS_BACK, SILENT, CHANGED = 0.98, 0.93, 0.05, 0.015, 0.015


@pytest.fixture(scope="module")
def judged(world: World, ask: Asking) -> list[Judged]:
    """One question about each company, with its answer."""
    return judge(questions(world, SEED, first_questions()), ask)


def test_a_seed_makes_one_folder_whose_names_differ(world: World) -> None:
    """The same seed gives the same companies, of all kinds, with four roles each and no name twice."""
    assert make_world(SEED) == world
    assert make_world(SEED + 1) != world
    assert len({squashed(c.name) for c in world.companies}) == len({c.slug for c in world.companies}) == 400
    assert {c.kind for c in world.companies} == set(KINDS)
    assert all(len({r.slug for r in c.roles}) == 4 for c in world.companies)
    assert sum(c.kind in PLAIN for c in world.companies) == 200


def test_its_guides_are_read_as_they_were_meant(world: World, folder: Path) -> None:
    """Each guide is valid, pays for two places and says the company's and the role's names."""
    meant = {f"{c.slug}/{r.slug}": (c.name, r.title, c.ticker, r.regions) for c in world.companies for r in c.roles}
    files = dict(read_guides(folder))
    assert files.keys() == meant.keys()
    for slug in sorted(files)[::40]:
        guide = parse_guide(files[slug], folder)
        regions = tuple(band.region.label for band in guide.bands if band.region)
        assert (guide.company_name, guide.role_name, guide.ticker, regions) == meant[slug]
        assert not guide.findings
        assert len(guide.levers) == len(guide.sources) == 2


def test_the_questions_come_in_many_wordings_and_all_styles(world: World) -> None:
    """Every company is asked about once, in at least forty wordings, in capitals, in small letters and mixed."""
    asks = questions(world, SEED, first_questions())
    assert {a.company for a in asks} == {c.slug for c in world.companies}
    assert {a.style for a in asks} == set(STYLES)
    assert len(first_questions()) >= 40


@pytest.mark.parametrize(
    ("companies", "roles", "asked_back", "expected"),
    [
        (("ember",), ("data-engineer",), False, "right"),
        (("ember",), ("data-engineer",), True, "right"),
        (("ember",), ("data-analyst",), False, "wrong role"),
        (("ember",), (), True, "asks back"),
        (("ember", "data"), ("data-engineer",), True, "asks back"),
        (("ember", "data"), ("data-engineer",), False, "silently other"),
        (("data",), ("data-engineer",), False, "silently other"),
        ((), ("data-engineer",), False, "nothing found"),
    ],
)
def test_an_answer_is_right_only_about_that_company_and_role_alone(
    companies: tuple[str, ...], roles: tuple[str, ...], asked_back: bool, expected: str
) -> None:
    """A second company said silently is as wrong as another one; a question back is neither right nor wrong."""
    question = Ask("Ember data engineer?", "ember", "data-engineer", "everyday", "as written")
    assert verdict(question, Answer(companies, roles, asked_back)) == expected


def test_plain_brands_are_understood(judged: list[Judged]) -> None:
    """Company and role are right for nearly all questions about companies with plain names."""
    _at_least(PLAIN_BRANDS, [j for j in judged if j.ask.kind in PLAIN])


def test_everyday_words_are_understood(judged: list[Judged]) -> None:
    """Company and role are right for most questions about companies called like everyday words."""
    _at_least(TRAPS, [j for j in judged if j.ask.kind == "everyday"])


def test_other_treacherous_names_are_understood(judged: list[Judged]) -> None:
    """The same for role and pay words, places, days, months, numbers, letters, marks and tickers together."""
    _at_least(TRAPS, [j for j in judged if j.ask.kind != "everyday" and j.ask.kind not in PLAIN])


def test_it_seldom_asks_back(judged: list[Judged]) -> None:
    """Few questions that name a company and a role are answered by a question."""
    assert tally(judged).share("asks back") <= ASKS_BACK, _told(judged, "asks back")


def test_it_is_not_silently_about_another_company(judged: list[Judged]) -> None:
    """Hardly an answer is about a company that was not asked about."""
    assert tally(judged).share("silently other") <= SILENT, _told(judged, "silently other")


def test_a_thousand_more_companies_change_nothing_about_the_first(
    world: World, judged: list[Judged], tmp_path: Path
) -> None:
    """Few answers about the companies already there differ when 1,000 others have joined the folder; every second is looked
    at again.
    """
    more = grown(world, 1000)
    assert more.companies[:400] == world.companies
    more.write(tmp_path)
    first = judged[::2]
    after = judge([j.ask for j in first], asking(tmp_path))
    changed = [(b, a) for b, a in zip(first, after, strict=True) if a.answer != b.answer]
    told = "\n".join(f"{a.ask.text!r}: {b.answer} -> {a.answer}" for b, a in changed[:20])
    assert len(changed) <= CHANGED * len(after), f"{len(changed)} of {len(after)} answers changed:\n{told}"


def _at_least(share: float, judged: list[Judged]) -> None:
    assert tally(judged).share("right") >= share, f"\n{table(judged)}\n{misses(judged, 20)}"


def _told(judged: list[Judged], ended: str) -> str:
    return f"\n{table(judged)}\n{misses([j for j in judged if j.verdict == ended], 20)}"
