"""Strategy sentences: every figure with its own kind, component and place."""

import pytest

from index.parse.targets import targets_in

CASES = [
    (
        "In Denver, start at $310,000 base + $90,000 RSU/yr, accept no lower than $250,000 base + $60,000 RSU/yr.",
        [("open", "base", 310_000, "Denver"), ("open", "stock", 90_000, "Denver"),
         ("accept", "base", 250_000, "Denver"), ("accept", "stock", 60_000, "Denver")],
    ),
    (
        "Open at €120,000 base / €90,000 RSU (Berlin) or $210,000 / $150,000 RSU (Austin).",
        [("open", "base", 120_000, "Berlin"), ("open", "stock", 90_000, "Berlin"),
         ("open", "base", 210_000, "Austin"), ("open", "stock", 150_000, "Austin")],
    ),
    ("Target $230K+ base (up from the initial $190K offer).", [("target", "base", 230_000, "")]),
    (
        "If the initial offer comes in at $130K base, counter with $150K base, citing a competing offer of $160K base.",
        [("open", "base", 150_000, "")],
    ),
    ("Push for a signing bonus of £40K / $51K.", [("target", "signing", 40_000, ""), ("target", "signing", 51_000, "")]),
    (
        "In London, target £110,000 / £70,000 options with a floor of £90,000 / £45,000.",
        [("target", "base", 110_000, "London"), ("target", "stock", 70_000, "London"),
         ("accept", "base", 90_000, "London"), ("accept", "stock", 45_000, "London")],
    ),
    ("To accept, I'd need a $40K sign-on.", [("open", "signing", 40_000, "")]),
    ("Anchor at $275K base and $300K bonus ($575K total comp).",
     [("open", "base", 275_000, ""), ("open", "bonus", 300_000, ""), ("open", "total", 575_000, "")]),
    ("I'd like the base at $175K with a 12% bonus.", [("open", "base", 175_000, "")]),
    ("They will likely counter at $180K base.", [("counter", "base", 180_000, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), CASES, ids=[c[0][:32] for c in CASES])
def test_each_figure_is_read_for_itself(sentence: str, wanted: list[tuple[str, str, float, str]]) -> None:
    """A figure's kind, component and place come from the words around it, not from the whole sentence."""
    found = targets_in(sentence, 1, "target")
    assert [(t.kind, t.component, t.amount.low, t.region) for t in found] == wanted


def test_a_wall_of_text_is_no_strategy() -> None:
    """An endless sentence is left alone: it costs no time and states no target."""
    assert targets_in("target $200K base " * 5_000, 1, "target") == []
