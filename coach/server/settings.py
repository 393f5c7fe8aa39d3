"""Environment (COACH_*) and coach.toml -> how the pages are served."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index.errors import UserError
from index.settings import config_file


class ServerSettings(BaseSettings):
    """How the pages are served; the environment wins over the file."""

    model_config = SettingsConfigDict(env_prefix="COACH_", env_ignore_empty=True, extra="ignore", frozen=True)

    database: str = Field(default="", description="Where conversations are kept; empty: a SQLite file of the user's.")
    trusted_proxies: str = Field(default="127.0.0.1", description="Addresses whose forwarded headers are believed.")
    auth: str = Field(
        default="",
        description="Who may come in; empty: everybody, each browser by itself; a file: the users in it; header:NAME: "
        "whom a trusted proxy names.",
    )
    keepers: str = Field(default="", description="Names of the users who may open the Guides page.")
    guides_page: Literal["local", "off"] = Field(
        default="local",
        description="Without users; local: the Guides page is open where the coach listens on this machine alone; off: "
        "never.",
    )
    log: Literal["text", "json", "off"] = Field(
        default="text", description="text: short lines on stderr; json: one object a line, requests too; off: nothing."
    )
    rate: str = Field(default="60/minute", description="Questions and turns that one user may send.")
    generations: int = Field(default=8, ge=1, le=200, description="Answers worked on at the same time; more wait.")
    longest_upload: int = Field(default=2_000_000, ge=1000, description="Bytes that one request may bring.")
    microphone: Literal["on", "off"] = Field(
        default="on",
        description="on: a message may be dictated where the browser offers it, once its user allows the microphone; "
        "off: never.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Look at arguments, then the environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())

    def names(self, field: str) -> frozenset[str]:
        """The comma-separated names of a field."""
        return frozenset(x.strip() for x in str(getattr(self, field)).split(",") if x.strip())


def load_server_settings(**overrides: object) -> ServerSettings:
    """Read the settings; `overrides` win. A wrong value is a `UserError`."""
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return ServerSettings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(x) for x in first["loc"])
        raise UserError(
            f"COACH_{name.upper()}: {first['msg']}. Set it in the environment or in {config_file()}."
        ) from error
