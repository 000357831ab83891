"""What the environment may say: all of a channel or nothing of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from retirada.channels.core.settings import REQUIRED, check, require_key_off_loopback, settings_of
from retirada.paths import PROJECT
from retirada.server.settings import free_port
from tests.integration.channels.fakes import ENVIRONMENT


@pytest.mark.parametrize("channel", REQUIRED)
def test_a_channel_is_off_until_its_variables_are_set(channel):
    assert settings_of(channel, {}) is None
    assert settings_of(channel, dict.fromkeys(REQUIRED[channel], " ")) is None
    assert settings_of(channel, ENVIRONMENT)["API"].startswith("https://")


@pytest.mark.parametrize("missing", [name for names in REQUIRED.values() for name in names])
def test_a_half_set_channel_is_told_in_one_line(missing):
    with pytest.raises(SystemExit) as stopped:
        check({**ENVIRONMENT, missing: ""})
    told = str(stopped.value)
    assert "half set" in told and missing in told and "\n" not in told
    assert not [value for value in ENVIRONMENT.values() if value in told]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "hola"),
        ("TELEGRAM_SECRET", "short"),
        ("TELEGRAM_SECRET", "with spaces in it, which Telegram refuses"),
        ("TWILIO_ACCOUNT_SID", "SM123"),
        ("TWILIO_PUBLIC_URL", "http://chat.example.org"),
        ("TWILIO_PUBLIC_URL", "https://chat.example.org/"),
        ("MESSENGER_VERIFY_TOKEN", "x"),
        ("WHATSAPP_PHONE_ID", "+51 999"),
        ("TELEGRAM_API", "http://api.telegram.org"),
        ("GRAPH_API", "http://127.0.0.1.evil.example:80"),
        ("REST_KEY", "short"),
        ("REDIS_URL", "localhost:6379"),
        ("SANIC_PROXIES_COUNT", "-1"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_without_showing_it(name, value):
    with pytest.raises(SystemExit) as stopped:
        check({**ENVIRONMENT, name: value})
    assert name in str(stopped.value)
    assert value not in str(stopped.value).replace(name, "")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_off_loopback_rest_needs_a_key(address):
    with pytest.raises(SystemExit, match="REST needs a key"):
        require_key_off_loopback(address, {})
    require_key_off_loopback(address, {"REST_KEY": "k" * 16})


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_loopback_rest_needs_none(address):
    require_key_off_loopback(address, {})


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"TELEGRAM_TOKEN": ENVIRONMENT["TELEGRAM_TOKEN"]}, "half set: TELEGRAM_SECRET missing"),
        ({"LISTEN_ADDRESS": "0.0.0.0"}, "set REST_KEY"),
        (
            {"RETENTION_DAYS": "thirty"},
            "RETENTION_DAYS must be a whole number of days between 1 and 3650, not «thirty»",
        ),
    ],
)
def test_the_launcher_refuses_in_one_line(environment, told):
    done = serve(["-m", "retirada.server.serve"], **environment)
    assert done.returncode == 1
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


def test_rasa_by_itself_refuses_too(model, tmp_path):
    """Rasa's own command line listens everywhere unless told otherwise."""
    own = {"ACTION_PORT": "1", "ACTION_SECRET": "x", "RETENTION_DAYS": "30", "TRACKER_DB": str(tmp_path / "x.db")}
    port = str(free_port())
    done = serve(["-m", "rasa", "run", "--quiet", "--port", port], **own)
    assert done.returncode != 0
    assert "set REST_KEY" in done.stderr + done.stdout


def serve(arguments: list[str], **environment: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PORT": str(free_port()), "PYTHONPATH": str(PROJECT), "LOG_LEVEL": "WARNING", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60
    )
