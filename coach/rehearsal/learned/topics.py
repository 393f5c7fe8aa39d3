"""phrasing/turns.yaml -> topics.npz. Run `python -m coach.rehearsal.learned.topics` after a change."""

from __future__ import annotations

from pathlib import Path
from random import Random

from coach.rehearsal.topics import LENGTHS, MODEL, digest, examples, features_of
from index.linear.features import Features
from index.linear.fit import fit_one


def main() -> None:
    """Train on the examples, alone and in company, and write the model beside this file."""
    said = examples()
    rows = [features_of(words, 0, len(words)) for _, words in said]
    labels = [label for label, _ in said]
    model = fit_one([*rows, *in_company(said)], [*labels, *labels], LENGTHS, digest())
    model.save(Path(__file__).with_name(MODEL))


def in_company(said: tuple[tuple[str, str], ...]) -> list[Features]:
    """Each example between two others: in a turn of many parts its words are still what they are."""
    chance = Random(len(said))  # noqa: S311 - nothing secret
    out = []
    for _, words in said:
        before, after = (chance.choice(said)[1] for _ in range(2))
        lead = f"{before}{chance.choice(('. ', ', and ', ', '))}"
        out.append(
            features_of(f"{lead}{words}{chance.choice(('. ', ', ', '? '))}{after}", len(lead), len(lead + words))
        )
    return out


if __name__ == "__main__":
    main()
