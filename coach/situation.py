"""What the user told us about themselves, validated; an empty field is something they have not said."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Situation(BaseModel):
    """The job in question. Names are as the user said them; they are resolved against the index when used."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    company: str = ""
    role: str = ""
    region: str = ""
    level: str = ""
