"""What a guide's front matter may declare, as pydantic models; dates are ISO dates, amounts are full numbers."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class SourceEntry(BaseModel):
    """One named source; a bare string in the file is a name without address."""

    model_config = ConfigDict(extra="allow", frozen=True)
    name: str
    url: str = ""
    date_accessed: date | str | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class PayEntry(BaseModel):
    """One entry of `compensation`: full amounts in `currency`, percentages of base as written.

    `*_unit` names what an amount is counted in where that is not `currency` ("options", another currency);
    `*_second` are the same amounts in `second_currency`; `*_period` is what a base or a total is by where that is not
    `period`; `other` keeps further columns in the table's words.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    region: str | None = None
    level: str | None = None
    base_low: float | None = None
    base_high: float | None = None
    stock_low: float | None = None
    stock_high: float | None = None
    bonus_low: float | None = None
    bonus_high: float | None = None
    bonus_pct: float | None = None
    bonus_pct_low: float | None = None
    bonus_pct_high: float | None = None
    signing_bonus_low: float | None = None
    signing_bonus_high: float | None = None
    total_comp_low: float | None = None
    total_comp_high: float | None = None
    currency: str = "USD"
    period: str | None = None
    base_period: str | None = None
    total_comp_period: str | None = None
    stock_type: str | None = None
    stock_vest_years: float | None = None
    stock_period: str | None = None
    stock_annual_low: float | None = None
    stock_annual_high: float | None = None
    base_unit: str | None = None
    stock_unit: str | None = None
    bonus_unit: str | None = None
    signing_bonus_unit: str | None = None
    total_comp_unit: str | None = None
    second_currency: str | None = None
    base_low_second: float | None = None
    base_high_second: float | None = None
    stock_low_second: float | None = None
    stock_high_second: float | None = None
    bonus_low_second: float | None = None
    bonus_high_second: float | None = None
    signing_bonus_low_second: float | None = None
    signing_bonus_high_second: float | None = None
    total_comp_low_second: float | None = None
    total_comp_high_second: float | None = None
    other: dict[str, str] = Field(default_factory=dict)


class FrontMatter(BaseModel):
    """What the front matter may hold; unknown keys are kept, and reported by the reader."""

    model_config = ConfigDict(extra="allow", frozen=True, coerce_numbers_to_str=True)
    company: str = ""
    company_display: str = ""
    role: str = ""
    role_display: str = ""
    role_type: Literal["standard", "specialty", ""] = ""
    last_updated: date | None = None
    data_quality: Literal["high", "medium", "low", ""] = ""
    salary_data_quarter: str = ""
    next_review_due: date | None = None
    compensation: tuple[PayEntry, ...] = ()
    level_mapping: dict[str, Any] | list[Any] | str | None = None
    data_sources: tuple[SourceEntry, ...] = ()
    negotiation_dna_summary: str = ""
    industry: str = ""
    hq_location: str = ""
    public_or_private: str = ""
    ticker: str = ""
    title: str = ""
    topic: str = ""
    keywords: tuple[str, ...] = Field(default=())
