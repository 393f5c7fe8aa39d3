"""What a rehearsed talk is about: the offer, the band, the candidate's aims and everything about them that is true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from index.errors import UserError
from index.money import Range, format_range

Talk = Literal["new_offer", "raise", "pre_offer"]
Item = Literal["base", "stock", "bonus", "signing", "total"]
Speaker = Literal["recruiter", "candidate"]
ITEMS: tuple[Item, ...] = ("base", "stock", "bonus", "signing", "total")
# Who is paid so talks of a rate, and of no sum for joining.
RATES = frozenset({"week", "day", "hour"})
# A grant is negotiated whole and vests over four years.
VESTING_YEARS = 4


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, allow_inf_nan=False)


class Rival(_Frozen):
    """Another company's offer that the candidate holds; figures only where it names them."""

    company: str
    base: float | None = None
    stock: float | None = None
    bonus: float | None = None
    signing: float | None = None
    total: float | None = None
    note: str = ""

    def figures(self) -> dict[Item, float]:
        """{component: amount} of what it names."""
        held: dict[Item, float | None] = {
            "base": self.base, "stock": self.stock, "bonus": self.bonus, "signing": self.signing, "total": self.total,
        }  # fmt: skip
        return {c: v for c, v in held.items() if v}


class Profile(_Frozen):
    """What is true of the candidate."""

    competing_offers: tuple[Rival, ...] = ()
    years: float | None = None
    achievements: tuple[str, ...] = ()
    current_pay: dict[Item, float] = Field(default_factory=dict)

    @field_validator("current_pay", mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:  # noqa: ANN401 - what a file holds
        return _without_nulls(value)


class Scene(_Frozen):
    """One talk as both sides could write it down. Amounts are full numbers in `currency`; stock is the four-year grant.

    `period` is what pay is told by: "" by the year, "month", "week", "day" or "hour".

    `offer` is the first offer (a raise: the proposed pay), `target` and `floor` the candidate's own aims and `band`
    what the guide says the market pays, each by component.
    """

    talk: Talk = "new_offer"
    guide: str = ""
    region: str = ""
    currency: str = "USD"
    period: str = ""
    offer: dict[Item, float] = Field(default_factory=dict)
    target: dict[Item, float] = Field(default_factory=dict)
    floor: dict[Item, float] = Field(default_factory=dict)
    band: dict[Item, tuple[float, float]] = Field(default_factory=dict)
    profile: Profile = Field(default_factory=Profile)

    @field_validator("guide", "region", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:  # noqa: ANN401
        return value or ""

    @field_validator("offer", "target", "floor", mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:  # noqa: ANN401
        return _without_nulls(value)

    @field_validator("profile", mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:  # noqa: ANN401
        return value or {}

    @field_validator("band", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:  # noqa: ANN401
        """Read {"base_low": …, "base_high": …} as well as {"base": [low, high]}."""
        if not isinstance(value, Mapping):
            return value or {}
        pairs = {}
        for item in ITEMS:
            low, high = value.get(item) or (value.get(f"{item}_low"), value.get(f"{item}_high"))
            if low is not None and high is not None:
                pairs[item] = (low, high)
        return pairs

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        for item, (low, high) in self.band.items():
            if low > high:
                raise ValueError(f"the {item} band starts above its top: {low:g} to {high:g}")
        return self

    def money(self, low: float, high: float | None = None) -> str:
        """An amount or a range in the talk's currency, as a person writes it."""
        return format_range(Range(low, low if high is None else high, self.currency))


class Utterance(_Frozen):
    """What one side said.

    `terms` are the recruiter's figures then on the table and `extras` what was granted beside them, where that is ours.
    """

    speaker: Speaker
    text: str
    terms: dict[Item, float] | None = None
    agreed: bool = False
    extras: tuple[str, ...] = ()


class TurnToJudge(_Frozen):
    """A turn to judge: the scene, what was said before, and the candidate's words."""

    id: str = ""
    scenario: Scene
    history: tuple[Utterance, ...] = ()
    turn: str


def read_exchange(held: object, where: str) -> TurnToJudge:
    """Read one item of a file of turns; UserError says where and what is wrong. A number as the id is read as text."""
    if not isinstance(held, dict):
        raise UserError(
            f'{where}: expected an object with "scenario", "history" and "turn", found {type(held).__name__}'
        )
    try:
        return TurnToJudge.model_validate({**held, "id": str(held.get("id", ""))})
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"{where}: {'.'.join(str(x) for x in first['loc'])}: {first['msg']}") from error


def names_company(company: str, text: str) -> bool:
    """Whether a text names a company by the first word of its name."""
    first = re.split(r"[\s(]", company.strip())[0]
    return bool(first and re.search(rf"\b{re.escape(first)}\b", text, re.I))


def _without_nulls(value: Any) -> Any:  # noqa: ANN401
    return {k: v for k, v in value.items() if v is not None} if isinstance(value, Mapping) else value or {}
