"""The service has one secret, which nobody could guess or read, and never starts without it."""

import multiprocessing
import secrets
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import SecretStr

from data_access.errors import SettingRefused
from data_access.service_secret import is_weak, service_secret
from data_access.settings import DataSettings

STRONG = "uT3_x9QbLr7-vKp2_ZwN5aHsYc8dEfGj"
STARTS, ROUNDS = 3, 20


def settings(folder: Path, *, secret: str | None = None, file: Path | None = None, real: bool = False) -> DataSettings:
    return DataSettings(
        var_dir=folder,
        secret=None if secret is None else SecretStr(secret),
        secret_file=file,
        demonstration=not real,
    )


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "",
        " " * 40,
        STRONG[:-1],
        "a" * 64,
        "changeme" * 8,
        "changeme-changeme-changeme-changem",
        "correct-horse-battery-" * 2,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "00112233445566778899aabbccddeeff",
    ],
)
def test_what_people_type_instead_of_a_secret_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingRefused, match="too weak"):
        service_secret(settings(tmp_path, secret=text))


@pytest.mark.parametrize("make", [secrets.token_urlsafe, secrets.token_hex], ids=["base64", "hex"])
def test_a_random_text_is_never_called_weak(make) -> None:
    assert not any(is_weak(make(32)) for _ in range(500))


def test_the_environment_and_a_file_give_the_same_keys(tmp_path: Path) -> None:
    by_text = service_secret(settings(tmp_path, secret=f" {STRONG}\n", real=True))
    by_file = service_secret(settings(tmp_path, file=written(tmp_path / "kept", f"{STRONG}\n"), real=True))
    assert by_text.derived("audit") == by_file.derived("audit")


def test_keys_of_two_purposes_or_two_secrets_differ_and_none_is_printed(tmp_path: Path) -> None:
    one = service_secret(settings(tmp_path, secret=STRONG))
    other = service_secret(settings(tmp_path, secret=STRONG[::-1]))
    assert len({one.derived("audit"), one.derived("cookies"), other.derived("audit"), one.value}) == 4
    assert STRONG not in repr(one)


def test_two_places_for_one_secret_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused, match="UNIT_SECRET_FILE too"):
        service_secret(settings(tmp_path, secret=STRONG, file=written(tmp_path / "kept", STRONG)))


def test_a_real_site_never_makes_its_secret(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused, match="There is no secret"):
        service_secret(settings(tmp_path, real=True))
    assert list(tmp_path.iterdir()) == []


def test_a_weak_file_is_refused_and_not_replaced(tmp_path: Path) -> None:
    path = written(tmp_path / "secret", "short")
    with pytest.raises(SettingRefused, match="too weak"):
        service_secret(settings(tmp_path))
    assert path.read_text() == "short"


def test_a_demonstration_makes_its_secret_once(tmp_path: Path) -> None:
    first = service_secret(settings(tmp_path / "var"))
    assert service_secret(settings(tmp_path / "var")) == first


def _start(folder: Path, at_once: Barrier, found: "multiprocessing.Queue[tuple[int, str]]") -> None:
    for number in range(ROUNDS):
        at_once.wait()
        try:
            kept = service_secret(settings(folder / str(number))).value.decode()
        except SettingRefused as refused:
            kept = str(refused)
        found.put((number, kept))


def test_processes_that_start_together_share_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A new process starts with the main module of this one, and an app test leaves the whole application there.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    context = multiprocessing.get_context("spawn")
    at_once, found = context.Barrier(STARTS), context.Queue()
    processes = [context.Process(target=_start, args=(tmp_path, at_once, found)) for _ in range(STARTS)]
    for process in processes:
        process.start()
    kept = {found.get(timeout=60) for _ in range(STARTS * ROUNDS)}
    for process in processes:
        process.join()
    assert len(kept) == ROUNDS
    assert not any(is_weak(text) for _, text in kept)
