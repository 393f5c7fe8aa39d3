"""Names by evidence: who is meant, by any name, in any folder of guides."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.learn.train import digest, read_voices, sources
from index.linear.model import load
from index.names import Job, Names, learn_names
from index.names.learned import LINEAR, company_net, how_usual
from index.names.levels import match_level
from index.names.lexicon import Slips, is_word, zipf
from index.names.reading import Candidate, best_set
from index.names.words import sentence_ends, words_of

COMPANIES = (
    ("oracle", "Oracle", "ORCL"), ("cerner", "Cerner (Oracle Health)", "ORCL"), ("akamai", "Akamai", "AKAM"),
    ("linode", "Linode (Akamai Cloud)", "AKAM"), ("hashicorp", "HashiCorp (IBM)", "IBM"),
    ("hashicorp-terraform", "HashiCorp (Terraform)", "IBM"), ("att", "AT&T", "T"), ("block", "Block", "XYZ"),
    ("square", "Square", "XYZ"), ("brex", "Brex", ""), ("brex-ai", "Brex", ""), ("elastic", "Elastic", "ESTC"),
    ("elastic-security", "Elastic (Security)", "ESTC"), ("compass", "Compass", "COMP"), ("shift4", "Shift4", "FOUR"),
    ("remote-com", "Remote.com", ""), ("take-two", "Take-Two Interactive", "TTWO"), ("target", "Target", "TGT"),
    ("veeva-systems", "Veeva Systems", "VEEV"), ("monday-com", "Monday.com", "MNDY"), ("two-sigma", "Two Sigma", ""),
    ("microsoft", "Microsoft", "MSFT"), ("morgan-stanley", "Morgan Stanley", "MS"), ("ally-financial", "Ally Financial", "ALLY"),
    ("goldenhealth-group", "GoldenHealth Group", "GHG"),
)  # fmt: skip
ROLES = (
    ("data-engineer", "Data Engineer"),
    ("security-engineer", "Security Engineer"),
    ("product-manager", "Product Manager"),
)


@cache
def names() -> Names:
    """The names of a folder in which most things that can go wrong do."""
    return learn_names([Job(c, r, shown, title, t) for c, shown, t in COMPANIES for r, title in ROLES], frozenset())


def companies(text: str) -> list[tuple[str, ...]]:
    """The folders that a text is read to name."""
    return [m.options for m in names().find(text).companies]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what does Oracle pay a data engineer", [("oracle",)]),
        ("what base does orcl pay a data engineer", [("oracle",)]),
        ("what does Cerner pay a product manager", [("cerner",)]),
        ("data engineer at akamai, total comp?", [("akamai",)]),
        ("I have an offer from Block as a security engineer", [("block",)]),
        ("data engineer at HashiCorp in Austin", [("hashicorp",)]),
        ("what does AT&T pay a data engineer", [("att",)]),
        ("Take-Two data engineer base?", [("take-two",)]),
        ("write a mail for my MS (Microsoft) data engineer offer", [("microsoft",)]),
        ("a script for my ms (microsoft) data engineer talks, please", [("microsoft",)]),
    ],
)
def test_a_companys_own_name_means_that_company(text: str, wanted: list[tuple[str, ...]]) -> None:
    """Two companies of one owner are two, and a listing is its owner's."""
    assert companies(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What base does a security engineer get at Two Sigma?", [("two-sigma",)]),
        ("Two Sigma data engineer total comp?", [("two-sigma",)]),
        ("Remote data engineer at Two Sigma, what stock over four years?", [("two-sigma",)]),
        ("is 165 greedy? they said comp is fixed, I take it or leave it on monday", []),
        ("how does my offer sit vs the target bonus", []),
    ],
)
def test_plain_words_are_no_companies(text: str, wanted: list[tuple[str, ...]]) -> None:
    """Brackets, tickers, parts and initials never win against the plain reading by themselves."""
    assert companies(text) == wanted


def test_a_name_that_fits_two_is_both() -> None:
    """Where two companies have the very same name, both are meant."""
    assert companies("what does Brex pay a data engineer") == [("brex", "brex-ai")]


def test_an_owner_without_a_guide_is_nobody_else() -> None:
    """ "IBM" has no guide here, and is not what it bought."""
    [mention] = names().find("I have an offer from IBM as a data engineer").companies
    assert (mention.name, mention.options) == ("IBM", ())


def test_a_cut_word_is_read_both_ways() -> None:
    """ "eng" is an engineer or engineering, whichever makes a role."""
    [role] = names().find("senior eng manager at Oracle").roles
    assert role.role == "engineering-manager"


@st.composite
def _readings(draw: st.DrawFn) -> list[Candidate[int]]:
    spans = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3), st.floats(-3, 5)), max_size=12))
    return [Candidate(first, first + size, score, n) for n, (first, size, score) in enumerate(spans)]


@given(_readings())
def test_the_best_set_shares_no_word_and_beats_each_alone(readings: list[Candidate[int]]) -> None:
    """What is chosen fits together, and weighs at least as much as any reading by itself."""
    chosen = best_set(readings)
    held = [i for c in chosen for i in range(c.first, c.last)]
    assert len(held) == len(set(held))
    weight = sum(c.score * (c.last - c.first) for c in chosen)
    assert all(weight >= c.score * (c.last - c.first) - 1e-9 for c in readings)
    assert all(c.score > 0 for c in chosen)


def test_a_slip_is_found_and_a_word_is_none() -> None:
    """Swapped and lost letters are one slip each; ordinary words of a language are never taken for slips."""
    slips = Slips(frozenset({"databricks", "compass"}))
    assert slips.nearest("databrikcs", 2) == [(1, "databricks")]
    assert slips.nearest("compas", 1) == [(1, "compass")]
    assert is_word("target")
    assert is_word("oder")
    assert zipf("the") > zipf("target") > zipf("databricks") == 0
    assert not any(w.slip for w in names().find("they moved the goalposts again").words)


def test_the_models_are_learned_from_the_voices_as_they_are() -> None:
    """After a change of a voice `python -m index.learn.train` has been run."""
    told = digest(read_voices(sources()))
    assert company_net().trained_on == told
    assert all(load("index.names.learned", f"{kind}.npz").trained_on == told for kind in LINEAR)


def test_the_voices_of_the_tests_are_learned_from_by_nobody() -> None:
    """What the made-up folders are asked in stays out of training."""
    learned = {line.casefold() for line in read_voices(sources())}
    kept = read_voices(sorted((Path(__file__).parents[1] / "worlds").glob("voice_*.txt")))
    assert len(kept) > 400
    assert not learned & {line.casefold() for line in kept if len(line.split()) > 5}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Nope. Hayley says so", {0}),
        ("J. Crew and St. Jude", set()),
        ("I spoke to Kim. I want more", {3}),
        ("call me\nMeta", {1}),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, ends: set[int]) -> None:
    """Initials and titles with a point end none."""
    assert sentence_ends(text, words_of(text)) == ends


def test_a_capital_within_a_name_may_be_said_as_a_gap() -> None:
    """ "Golden Health" spells "GoldenHealth Group" as its owner does, so that no other gap was put into the name."""
    form = names().companies.forms["goldenhealth"]
    assert form.options == ("goldenhealth-group",)
    assert ("golden", "health") in form.written


def test_what_a_bracket_explains_is_no_rival_of_its_explanation() -> None:
    """ "MS (Microsoft)" is Microsoft, and nobody is asked whether Morgan Stanley was meant."""
    (found,) = names().find("a script for my ms (microsoft) data engineer talks, please").companies
    assert found.options == ("microsoft",)
    assert found.rivals == ()


def test_company_and_role_are_decided_together() -> None:
    """Of two companies of one first name, the one that has the role is meant; where both have it, the one named."""
    jobs = [
        Job(c, "data-engineer", n, "Data Engineer", "")
        for c, n in (("umber", "Umber"), ("umber-vault", "Umber (Vault)"))
    ]
    special = Job("umber-vault", "key-ceremony-engineer", "Umber (Vault)", "Key Ceremony Engineer", "")
    found = learn_names([*jobs, special], frozenset())
    [with_it] = found.find("what stock does a key ceremony engineer get at Umber").companies
    [both] = found.find("what stock does a data engineer get at Umber").companies
    assert (with_it.options, both.options) == (("umber-vault",), ("umber",))


def test_a_companys_own_role_may_be_cut_short() -> None:
    """ "gen" is said for "generative" where the company has such a role."""
    jobs = [
        Job("umber", r, "Umber", n, "")
        for r, n in (("ml-ai-engineer", "ML/AI Engineer"), ("5d-generative-ai-engineer", "5D Generative AI Engineer"))
    ]
    [role] = learn_names(jobs, frozenset()).find("Umber 5D gen AI engineer base").roles
    assert role.role == "5d-generative-ai-engineer"


def test_a_whole_title_is_read_whole() -> None:
    """ "sr. software engineer" is no software engineer with something before it."""
    [role] = names().find("Block sr. software engineer, what may I ask for?").roles
    assert role.role == "senior-software-engineer"


def test_words_of_pay_talk_are_more_usual_than_others() -> None:
    """ "band" stands in many messages about pay, "heron" in none."""
    assert how_usual("band") > how_usual("noon") >= how_usual("heron") == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("elastic or block for a data engineer?", {"elastic", "block"}),
        ("Compass and Oracle both want me as a product manager, who pays more?", {"compass", "oracle"}),
        ("my sister is at Veeva Systems; I have an offer from Block for product manager", {"veeva-systems", "block"}),
    ],
)
def test_two_companies_side_by_side_are_two(text: str, wanted: set[str]) -> None:
    """Open names may prove each other, and one beyond doubt is a second company rather than a rival."""
    assert {c for options in companies(text) for c in options} == wanted


def test_another_language_names_nobody() -> None:
    """A little word of another language is no company beside a company's own name, nor the plural of a short role."""
    sony = [Job(c, "data-analyst", n, "Data Analyst", "") for c, n in (("sony", "Sony"), ("oracle", "Oracle"))]
    found = learn_names(sony, frozenset())
    for text in (
        "Sie haben mir 70k geboten, Data Analyst bei Oracle",
        "was würden Sie bei Oracle als Data Analyst fordern?",
    ):
        assert [m.options for m in found.find(text).companies] == [("oracle",)]
    assert found.find("bei Oracle verdient man gut, stimmt das?").roles == ()
    assert [r.role for r in found.find("what do DAs at Oracle make?").roles] == ["data-analyst"]


LEVELS = ("59-60 Analyst I-II", "61-62 Senior Analyst", "63 Principal", "64+ Partner")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("level 60 analyst", LEVELS[0]),
        ("what does an L61 get", LEVELS[1]),
        ("Level 63, base?", LEVELS[2]),
        ("pay of a level 66", LEVELS[3]),
    ],
)
def test_a_label_that_begins_with_numbers_holds_those_levels(text: str, wanted: str) -> None:
    """A guide may call its levels by bare numbers, which people say with "level" or "L"."""
    assert match_level(text, words_of(text), LEVELS, {}) == [wanted]


def test_a_listing_without_a_guide_is_known() -> None:
    """ "VZ" is Verizon, of which there is no guide."""
    [mention] = names().find("what base does VZ pay a data engineer").companies
    assert (mention.name, mention.options) == ("Verizon", ())


@pytest.mark.parametrize(
    "text",
    [
        "would you say the Oracle stock plan is generous at large?",
        "Akamai wants me as a data engineer and the badge is all my brother talks of",
        "ORACLE PAYS A SECURITY ENGINEER BY THE BAND, HOW STINGY FROM ONE TO TEN?",
    ],
)
def test_an_ordinary_word_is_no_second_company_beside_a_surer_one(text: str) -> None:
    """A folder that has companies called so changes nothing about whom a message names."""
    more = [(w.lower(), w, "") for w in ("Large", "Badge", "Ten", "Stingy", "Band", "Brother")]
    jobs = [Job(slug, role, name, title, ticker) for slug, name, ticker in (*COMPANIES, *more) for role, title in ROLES]
    found = learn_names(jobs, frozenset()).find(text).companies
    assert [m.options for m in found] == [m.options for m in names().find(text).companies]
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", ["compare stock at Oracle and Akamai for a data engineer", "oracle vs akamai, product manager pay"]
)
def test_ordinary_words_right_beside_a_company_are_set_beside_it(text: str) -> None:
    """Two companies that stand together are both meant."""
    assert {m.options for m in names().find(text).companies} == {("oracle",), ("akamai",)}


@pytest.mark.parametrize(
    "text", ["zed.ai security engineer", "zed.ai ml engineer base", "what would zed.ai pay a data engineer"]
)
def test_a_name_written_in_one_with_a_point_gives_no_word_to_a_title(text: str) -> None:
    """ "ai engineer" of "zed.ai engineer" is no title."""
    jobs = [Job("zedai", role, "ZedAI", title, "") for role, title in (*ROLES, ("ml-ai-engineer", "ML/AI Engineer"))]
    found = learn_names(jobs, frozenset()).find(text)
    assert [m.options for m in found.companies] == [("zedai",)]
    assert len(found.roles) == 1


@pytest.mark.parametrize(
    ("text", "company"),
    [("elastic engineer base", "elastic"), ("akamai engineer pay", "akamai"), ("brex manager salary", "brex")],
)
def test_beside_a_noun_of_work_a_company_may_be_less_than_likely(text: str, company: str) -> None:
    """A role that no guide has says as well as any other that a message is about a company."""
    assert [m.options[0] for m in names().find(text).companies] == [company]


def test_two_abbreviations_written_as_one_word_are_a_role() -> None:
    """ "SecEng" is "sec eng", and a name with a capital inside stays whole."""
    assert [w.written for w in words_of("Senior SecEng at GitHub, DevOps")] == [
        "Senior", "Sec", "Eng", "at", "GitHub", "DevOps",
    ]  # fmt: skip
