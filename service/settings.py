"""Settings of one run: flag > environment > .env > upwell.toml > default. The only reader of the environment.

Having a key in the environment sends nothing anywhere: `engine` is an explicit choice.
"""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from mentoring.errors import Misconfigured


def _absolute(value: object) -> Path:
    return Path(str(value)).expanduser().absolute()


AbsolutePath = Annotated[Path, BeforeValidator(_absolute)]


class Controller(BaseModel):
    """Who answers for the programme; stands in every consent record (ISO/IEC TS 27560, party fields)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str | None = None
    address: str | None = None
    contact: str | None = None
    jurisdiction: str | None = None


class Notice(BaseModel):
    """The privacy notice people are shown before they consent."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str | None = None
    uri: str | None = None
    language: str = "en"
    file: AbsolutePath | None = None
    """The notice itself: its hash is kept with each consent."""


class Retention(BaseModel):
    """After how many days something ends, by `upwell retention apply`; None: it stays as long as its consents."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    notes_days: int | None = Field(default=None, ge=1, le=36500)
    """Redacted notes and all that was made of them, from the day of the session."""
    runs_days: int | None = Field(default=None, ge=1, le=36500)
    """Kept figures of evaluations, and runs of extraction that are over."""


class ModelPrice(BaseModel):
    """What one million tokens of a model cost, in the currency of `max_cost`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    input: float = Field(ge=0)
    output: float = Field(ge=0)


class Settings(BaseSettings):
    """What a run needs to know; frozen. Environment names are UPWELL_ + the field's name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="UPWELL_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: AbsolutePath = Field(default_factory=lambda: user_data_path("upwell"))
    """Everything Upwell keeps, except the master key."""
    key_dir: AbsolutePath = Field(default_factory=lambda: user_config_path("upwell") / "keys")
    """Where master keys live, outside every home."""
    today: date | None = None
    """Pins the clock; None: the calendar's today."""
    scratch: bool = False
    """At a home's first use: makes it an evaluation home for ever."""
    offline: bool = False
    """Forbids every connection off this machine."""
    engine: Literal["builtin", "llm"] = "builtin"
    model: str | None = None
    """`provider/model` or a bare name, for the llm engine."""
    model_questions: Literal["steps", "whole"] = "steps"
    """steps: small questions for a small model; whole: one question a window, for a capable one."""
    model_concurrency: int = Field(default=2, ge=1, le=64)
    """Notes about which the model is asked at a time."""
    model_rate_per_minute: int | None = Field(default=None, ge=1)
    """Requests to the model's endpoint a minute, of all workers together; None: as many as it answers."""
    model_timeout: float = Field(default=120, gt=0)
    """Seconds for one answer."""
    max_cost: float | None = Field(default=None, ge=0)
    """The llm engine stops asking before one run costs more; needs the model's price."""
    prices: dict[str, ModelPrice] = {}
    """Tables [prices."MODEL"] in upwell.toml; the price of a model that is not listed is unknown."""
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    embedding_model: str | None = None
    """Folder of another sentence-transformers model; None: the packaged all-MiniLM-L6-v2."""
    reranker: str | None = None
    """Puts the best ten sessions of a search in order: the folder of a cross-encoder, or llm; None: nobody does."""
    data: AbsolutePath | None = None
    """Folder of public sets that the evaluation suites measure on as well; None: those figures stay unscored."""
    database_url: SecretStr | None = None
    """postgresql://USER@HOST/NAME; a password is better in a file: ...?passfile=FILE. None: SQLite in the home."""
    chroma_url: str | None = None
    """http://HOST:PORT of a Chroma server on a private network; None: the index lies in the home."""
    min_support: int = Field(default=3, ge=2, le=50)
    """k: distinct mentors and distinct mentees behind anything the organisation sees."""
    preview_days: int = Field(default=3, ge=0, le=90)
    """Days a mentor has to look at her words before they reach the pair and the programme."""
    retention_days: int = Field(default=90, ge=1, le=3650)
    """How long sealed originals are kept so that a redaction can be corrected."""
    retention: Retention = Retention()
    """A table [retention] in upwell.toml."""
    mail_from: str | None = None
    """Sender of digests written as mail; also takes the wish to get no more of them."""
    webhook: SecretStr | None = None
    """Incoming webhook of the channel that `upwell digest --post` sends to; None: nothing is ever sent."""
    webhook_kind: Literal["slack", "teams"] = "slack"
    public_url: str | None = None
    """Where people reach the desk through a proxy, as https://upwell.example.com; None: on this machine only."""
    oidc_issuer: str | None = None
    """Address of the company's sign-in provider; None: people sign in with one-time links."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    rate_per_minute: int = Field(default=600, ge=1)
    """Requests one caller of the API may make a minute."""
    questions_per_minute: int = Field(default=60, ge=1)
    """Searches and questions among them: many small ones could try out who is in a programme."""
    answer_seconds: float = Field(default=50, gt=0)
    """Seconds in which an address of the API answers, or says that what it does goes on."""
    log: str | None = None
    """stderr, or the path of a file: what is done as JSON lines, without any text. None: nothing is written."""
    otlp_endpoint: str | None = None
    """Address of an OpenTelemetry collector (OTLP by gRPC), as http://127.0.0.1:4317; None: no spans."""
    controller: Controller = Controller()
    """A table [controller] in upwell.toml."""
    notice: Notice = Notice()
    """A table [notice] in upwell.toml."""

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the store; SQLite in the home unless UPWELL_DATABASE_URL says otherwise."""
        return self.database_url.get_secret_value() if self.database_url else in_home(self.home)

    @property
    def is_secure(self) -> bool:
        """Whether people reach the desk by HTTPS, so that cookies must travel by nothing else."""
        return (self.public_url or "").startswith("https://")

    @property
    def model_url(self) -> str:
        """Where the llm engine asks, unless OPENAI_BASE_URL says otherwise: OpenAI's own address."""
        return self.openai_base_url or "https://api.openai.com/v1"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence, strongest first. The home's own upwell.toml is found through the others."""
        for source, place in ((env_settings, "the environment"), (dotenv_settings, ".env")):
            _all_known(source, place)
        outer = {**dotenv_settings(), **env_settings(), **init_settings()}
        home = _absolute(outer["home"]) if outer.get("home") else user_data_path("upwell")
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            *(_Toml(settings_cls, file) for file in toml_files(home)),
        )

    def current_date(self) -> date:
        """Today, as far as consents, windows and due dates are concerned."""
        return self.today or date.today()


def in_home(home: Path) -> str:
    """URL of the SQLite database in a home."""
    return f"sqlite:///{home / 'upwell.db'}"


class _Toml(TomlConfigSettingsSource):
    """One upwell.toml; keys it does not know are errors, so that a typing mistake cannot pass for a setting."""

    def _read_file(self, path: Path | Traversable) -> dict[str, Any]:
        return toml_values(path)


def toml_files(home: Path) -> list[Path]:
    """The files there are, strongest first: the home's own, then that of the directory one stands in."""
    return [file for file in (home / "upwell.toml", Path("upwell.toml")) if file.is_file()]


def toml_values(path: Path | Traversable) -> dict[str, Any]:
    """What one upwell.toml says; Misconfigured for what it may not say."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise Misconfigured(f"{path} is no valid TOML: mend it or move it away.") from None
    unknown = sorted(set(values) - set(Settings.model_fields))
    if unknown:
        raise Misconfigured(f"{path} has unknown settings ({', '.join(unknown)}): correct or remove them.")
    return values


_OF_THE_TESTS = {"upwell_require_browser", "upwell_require_postgres"}
"""Told to the test suite, by the same environment that commands run in."""


def _all_known(source: PydanticBaseSettingsSource, place: str) -> None:
    """Names that begin like ours and are none: a typing mistake cannot pass for a setting."""
    known = {f"upwell_{name}" for name in Settings.model_fields} | _OF_THE_TESTS
    given = {name.lower() for name in getattr(source, "env_vars", {})}
    unknown = sorted(name for name in given if name.startswith("upwell_") and name not in known)
    if unknown:
        names = ", ".join(name.upper() for name in unknown)
        raise Misconfigured(f"There is no setting {names}, which stands in {place}: correct or remove it.")


def load(**flags: object) -> Settings:
    """Settings of this run; flags that are None were not given."""
    try:
        return Settings(**{key: value for key, value in flags.items() if value is not None})  # type: ignore[arg-type]  # names are checked by pydantic
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise Misconfigured(f"The setting {name} is not valid: {first['msg']}.") from None
