"""What the environment may say: all of a channel or nothing of it; rates, sessions, origins."""

from __future__ import annotations

import re

import pytest

from retirada.channels.core.settings import REQUIRED, load, require_key_off_loopback
from retirada.paths import PROJECT
from tests.integration.channels.fakes import ENVIRONMENT


@pytest.mark.parametrize("channel", REQUIRED)
def test_a_channel_is_off_until_its_variables_are_set(channel):
    assert channel not in load({}).providers
    assert channel not in load(dict.fromkeys(REQUIRED[channel], " ")).providers
    assert load(ENVIRONMENT).providers[channel]["API"].startswith("https://")


@pytest.mark.parametrize("missing", [name for names in REQUIRED.values() for name in names])
def test_a_half_set_channel_is_told_in_one_line(missing):
    with pytest.raises(SystemExit) as stopped:
        load({**ENVIRONMENT, missing: ""})
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
        ("PUBLIC_URL", "chat.example.org"),
        ("PUBLIC_URL", "https://chat.example.org/guia/"),
        ("PUBLIC_URL", "https://chat.example.org?x=1"),
        ("MESSENGER_VERIFY_TOKEN", "x"),
        ("WHATSAPP_PHONE_ID", "+51 999"),
        ("TELEGRAM_API", "http://api.telegram.org"),
        ("GRAPH_API", "http://127.0.0.1.evil.example:80"),
        ("REST_KEY", "short"),
        ("REDIS_URL", "localhost:6379"),
        ("SANIC_PROXIES_COUNT", "-1"),
        ("WEB_SECRET", "short-secret"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_without_showing_it(name, value):
    with pytest.raises(SystemExit) as stopped:
        load({**ENVIRONMENT, name: value})
    assert name in str(stopped.value)
    assert value not in str(stopped.value).replace(name, "")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_off_loopback_rest_needs_a_key(address):
    with pytest.raises(SystemExit, match="REST needs a key"):
        require_key_off_loopback(address, load({}))
    require_key_off_loopback(address, load({"REST_KEY": "k" * 16}))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_loopback_rest_needs_none(address):
    require_key_off_loopback(address, load({}))


@pytest.mark.parametrize("value", ["0", "-1", "nan", "x", "9000"])
def test_session_hours_that_are_none_are_told(value):
    with pytest.raises(SystemExit, match="WEB_SESSION_HOURS"):
        load({"WEB_SESSION_HOURS": value})


def test_empty_session_hours_count_as_unset():
    assert load({"WEB_SESSION_HOURS": ""}) == load({})


@pytest.mark.parametrize("value", ["*", "example.org", "https://example.org/", "https://a.org,ftp://b.org"])
def test_bad_origins_are_told(value):
    with pytest.raises(SystemExit, match="WEB_ORIGINS"):
        load({"WEB_ORIGINS": value})


def test_origins_and_hours_are_read():
    settings = load({"WEB_ORIGINS": "https://Example.org, http://localhost:8000", "WEB_SESSION_HOURS": "1.5"})
    assert settings.web_origins == {"https://example.org", "http://localhost:8000"}
    assert settings.web_session_hours == 1.5


def test_a_rate_that_cannot_be_read_is_told():
    with pytest.raises(SystemExit, match="TELEGRAM_RATE_PER_SENDER must be a rate like"):
        load({"TELEGRAM_RATE_PER_SENDER": "much"})


def test_no_other_module_of_the_channels_reads_the_environment():
    modules = (PROJECT / "retirada" / "channels").rglob("*.py")
    reading = [path for path in modules if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))]
    assert [path.name for path in reading] == ["settings.py"]
