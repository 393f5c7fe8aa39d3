"""What is over the limits of the code may only fall."""

from __future__ import annotations

from benchmarks.limits import BRANCHES, HALVES, HELD, ROOT, lowered, over, room_of

NOW = {"functions": {"coach/turn.py walk": 14}, "lines": {"coach/ui": 3}, "patterns": {}, "unused": {}}


def test_what_is_new_or_worse_is_told() -> None:
    """Nothing held is the limit itself; what is held may stay, one more may not."""
    assert over(NOW, {}) == [
        f"coach/turn.py walk has 14 branches; {BRANCHES} at most.",
        "coach/ui: 3 lines beyond 120 characters; 0 at most.",
    ]
    assert over(NOW, {**NOW, "lines": {"coach/ui": 2}}) == ["coach/ui: 3 lines beyond 120 characters; 2 at most."]
    assert not over(NOW, NOW)


def test_numbers_are_lowered_and_never_raised() -> None:
    """What is gone goes, what is new is not taken in."""
    held = {"functions": {"coach/turn.py walk": 20, "coach/turn.py gone": 13}, "lines": {"coach/ui": 2}}
    assert lowered(NOW, held) == {
        "functions": {"coach/turn.py walk": 14}, "lines": {"coach/ui": 2}, "patterns": {}, "unused": {},
    }  # fmt: skip


def test_a_room_is_two_folders_deep() -> None:
    """Files between the rooms are of the house."""
    assert room_of(ROOT / "coach/understanding/letters/dates.py") == "coach/understanding"
    assert room_of(ROOT / "coach/turn.py") == "coach"
    assert all((ROOT / half).is_dir() for half in HALVES)
    assert HELD.exists()


def test_no_browser_test_waits_for_a_time() -> None:
    """A busy machine takes longer: `settled` and `still` of tests/ui/quiet.py wait for a state."""
    for path in sorted((ROOT / "tests" / "ui").glob("*.py")):
        assert "wait_for_timeout(" not in path.read_text(encoding="utf-8"), path.name
