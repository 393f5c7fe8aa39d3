"""The net that ships was learned from the voices that ship."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coach.understanding.learn.examples import ACT_NAMES, COMPONENT_NAMES, PART_NAMES, ROLE_NAMES, digest
from coach.understanding.learn.train import TALKS, VOICES
from coach.understanding.net import reading_net


def test_the_net_was_learned_from_the_voices_and_words_that_ship() -> None:
    """Whoever changes a voice or the lexicon trains anew."""
    assert reading_net().trained_on == digest([VOICES, TALKS]), "run python -m coach.understanding.learn.train --save"


def test_the_digest_sees_every_voice_but_those_kept_out(tmp_path: Path) -> None:
    """One more voice, or one other word, is another digest; a voice that is kept out changes nothing."""
    (tmp_path / "a.txt").write_text("m | greet: hi\n", encoding="utf-8")
    alone = digest([tmp_path])
    (tmp_path / "b.txt").write_text("m | greet: hello\n", encoding="utf-8")
    assert digest([tmp_path]) != alone
    assert digest([tmp_path], ["b"]) == alone
    (tmp_path / "a.txt").write_text("m | greet: hey\n", encoding="utf-8")
    assert digest([tmp_path], ["b"]) != alone


def test_the_net_tells_what_the_labels_tell() -> None:
    """Each head has the labels of the notation, in the order it was taught."""
    names = {"role": ROLE_NAMES, "component": COMPONENT_NAMES, "part": PART_NAMES, "act": ACT_NAMES}
    assert reading_net().names == {head: tuple(labels) for head, labels in names.items()}


def test_reading_needs_nothing_that_only_training_needs() -> None:
    """Scoring and reading load neither torch nor transformers."""
    code = "import sys, coach.understanding.read, coach.understanding.learn.score; sys.exit(bool({'torch', 'transformers'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
