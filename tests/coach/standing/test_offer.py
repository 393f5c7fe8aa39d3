"""An offered part against its band, on the guide's own footing."""

from __future__ import annotations

import pytest

from coach.standing.offer import stand
from coach.understanding.situation import Part
from tests.texts import guide_text, read

MONTHLY = "#### Compensation\n\n| City | Base |\n|---|---|\n| Malmö | SEK 52K–70K/mo |\n"


@pytest.mark.parametrize(
    ("offered", "period", "amount"),
    [
        (60_000, "", 60_000),
        (75_000, "", 75_000),
        (660_000, "", 55_000),
        (1_200_000, "", 100_000),
        (720_000, "year", 60_000),
    ],
)
def test_a_salary_beside_a_monthly_band_is_by_what_it_is_nearer_to(offered: float, period: str, amount: float) -> None:
    """Where nobody said a period, a figure nearer to twelve times the band is by the year."""
    [band] = read(guide_text(pay=MONTHLY)).bands
    standing = stand(Part(component="base", low=offered, high=offered, currency="SEK", period=period), band)  # type: ignore[arg-type]
    assert standing
    assert standing.amount == amount
