"""The room's YAML files of examples -> `learned/kinds.npz`, the layers that tell their kinds apart, and
`learned/likeness.npz`, the vectors of the examples: `python -m coach.understanding.learn.likeness`.

The vectors are worked out once, so that nobody's first message waits for them; needed after a change of one of the
files. `--on FOLDER` measures on files of the same names by somebody else.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from coach.understanding.layers import row_of
from coach.understanding.learn.labels import Labelled, read_voice
from coach.understanding.learn.layers import packed
from coach.understanding.likeness import LAYERS, SHIPPED, digest_of, kind_in, masked
from index.embed.sentences import bare, embed

_ROOM = Path(__file__).parents[1]
OUT = _ROOM / "learned" / SHIPPED
VOICES, TEXTS, LOOK_UPS = (Path(__file__).parent / name for name in ("voices", "content", "lookups.txt"))
_MARK = re.compile(r"<[^:<>]*:([^<>]*)>")  # of a text that is wanted: "<out:the last line>"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_STRENGTH = 50.0  # how far the fit follows the examples
# Files of which any clause is asked: what people say otherwise is the kind named here, so many clauses of each voice.
_AMONG = {"orders.yaml": "none"}
_OF_VOICE = 100


def examples() -> list[str]:
    """All examples of the room, each once."""
    held = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_ROOM.glob("*.yaml"))]
    return list(dict.fromkeys(w for file in held for w in _said(file)))


def _said(held: dict[str, Any] | list[str]) -> Iterator[str]:
    """The examples of a kind, or of all kinds below a subject."""
    for part in held.values() if isinstance(held, dict) else ():
        yield from _said(part)
    if isinstance(held, list):
        yield from held


def subjects(folder: Path) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(file, about, its (kind, words)) of each thing that the files of a folder tell apart."""
    for path in sorted(folder.glob("*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        parts = {"": held} if all(isinstance(said, list) for said in held.values()) else held
        for about, kinds in parts.items():
            yield path.name, about, [(str(kind), str(words)) for kind, said in kinds.items() for words in said]


def layers() -> dict[str, np.ndarray]:
    """What `LAYERS` holds: for each subject its kinds, weights, scale and bias, and the digest of the examples."""
    held: dict[str, np.ndarray] = {"digest": np.array(digest())}
    for file, about, own in subjects(_ROOM):
        said = [*own, *ordinary(_AMONG[file])] if file in _AMONG else own
        fit = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(
            np.stack([row_of(words) for _, words in said]), [kind for kind, _ in said]
        )
        weights, scale, bias = packed(fit)
        held |= {
            f"kinds:{file}:{about}": fit.classes_,
            f"weights:{file}:{about}": weights,
            f"scale:{file}:{about}": scale,
            f"bias:{file}:{about}": bias,
        }
    return held


def ordinary(kind: str) -> Iterator[tuple[str, str]]:
    """(kind, words) of clauses of the learned voices, spread over each voice; those that were marked as orders are
    left out. And of look-ups, and of what is wanted of a text."""
    yield from ((kind, words) for words in LOOK_UPS.read_text(encoding="utf-8").splitlines())
    for path in sorted(TEXTS.glob("*.txt")):
        lines = [_MARK.sub(r"\1", x) for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
        sentences = [words for line in lines for words in _SENTENCE.split(line) if words]
        yield from ((kind, words) for words in sentences[:: max(1, len(sentences) // _OF_VOICE)])
    for path in sorted(VOICES.glob("*.txt")):
        said = [
            (kind, _masked(m, c.start, c.end)) for m in read_voice(path) for c in m.clauses if "order" not in c.acts
        ]
        yield from said[:: max(1, len(said) // _OF_VOICE)]


def _masked(message: Labelled, start: int, end: int) -> str:
    """A clause with its figures and companies called what they are called where it is read."""
    spans = [(f.start, f.end, "an amount") for f in message.figures]
    return masked(message.text, start, end, spans + [(c.start, c.end, "a company") for c in message.companies])


def digest() -> str:
    """What tells one set of examples from another."""
    return hashlib.sha256(repr(list(subjects(_ROOM))).encode()).hexdigest()[:16]


def score(folder: Path) -> Iterator[tuple[str, str, int, int]]:
    """(file, about, how many statements of a folder are told rightly, how many there are)."""
    for file, about, said in subjects(folder):
        yield file, about, sum(kind_in(file, about, words)[0] == kind for kind, words in said), len(said)


def main() -> None:
    """Learn and write the files; with `--on FOLDER` say how the layers that ship do there."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--on", type=Path)
    args = parser.parse_args()
    if args.on:
        found = list(score(args.on))
        for file, about, right, of in found:
            print(f"{file} {about}: {right} of {of}")
        print(f"all: {sum(x[2] for x in found)} of {sum(x[3] for x in found)}")
        return
    texts = list(dict.fromkeys(map(bare, examples())))
    vectors = embed(texts).astype(np.float16)
    np.savez_compressed(OUT, digests=np.array([digest_of(t) for t in texts]), vectors=vectors)
    np.savez_compressed(OUT.parent / LAYERS, **layers())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
