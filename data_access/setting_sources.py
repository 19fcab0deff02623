"""How settings are read: from the environment or, for a secret, from a private file named there; refused by name."""

import os
from pathlib import Path
from typing import Any, Self, get_args

from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from data_access.errors import SettingRefused
from data_access.private_files import secret_in

PREFIX = "UNIT_"


class UnitSettings(BaseSettings):
    """Settings `UNIT_NAME`; each that is secret may be given as `UNIT_NAME_FILE`, the path of a private file."""

    # What was typed is never repeated in a message: it may be a password in the wrong place.
    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no file in the working folder is ever read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - it takes files that others can read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then private files; no other file."""
        return init_settings, env_settings, _PrivateFiles(settings_cls)

    @classmethod
    def variables(cls) -> frozenset[str]:
        """Return every environment variable these settings are read from."""
        files = {file_variable(name) for name, field in cls.model_fields.items() if is_secret(field)}
        return frozenset({variable(name) for name in cls.model_fields} | files)

    @classmethod
    def from_environment(cls) -> Self:
        """Return the settings; raises `SettingRefused` that names each that cannot be used."""
        try:
            return cls()
        except ValidationError as error:
            faults = "; ".join(
                ": ".join([*map(str, fault["loc"]), fault["msg"].removeprefix("Value error, ")])
                for fault in error.errors(include_input=False)
            )
            raise SettingRefused(
                f"The settings cannot be used ({faults}).",
                unharmed="Nothing was started.",
                remedy="Correct the UNIT_ variables of the environment, or remove them to use the defaults.",
            ) from error


class _PrivateFiles(PydanticBaseSettingsSource):
    """Reads each secret whose variable with `_FILE` names a private file; raises `SettingRefused`."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the text of the file, or None if there is none to read."""
        path = os.environ.get(file_variable(field_name), "")
        if not path or not is_secret(field) or f"{field_name}_file" in self.settings_cls.model_fields:
            return None, field_name, False
        if variable(field_name) in os.environ:
            raise SettingRefused(
                f"{variable(field_name)} is set, and {file_variable(field_name)} too.",
                unharmed="Nothing was started.",
                remedy="Remove one of the two; the file is the safer.",
            )
        return secret_in(Path(path)), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return every secret that is in a file."""
        read = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: text for name, text in read.items() if text is not None}


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{PREFIX}{name.upper()}"


def file_variable(name: str) -> str:
    """Return the environment variable that names the private file of a setting."""
    return f"{variable(name)}_FILE"


def is_secret(field: FieldInfo) -> bool:
    """Return whether a setting is never shown."""
    return field.annotation is SecretStr or SecretStr in get_args(field.annotation)
