"""docs/security.md and docs/channels.md are true of the code."""

from __future__ import annotations

import re

import pytest

from retirada.channels.core import connections, hardening, turns, validation
from retirada.channels.core import settings as rates
from retirada.channels.core.settings import API, REQUIRED
from retirada.channels.rest import input_channel as rest
from retirada.channels.web import sockets as web_sockets
from retirada.paths import PROJECT

FOLDERS = [PROJECT / "tests" / kind / "channels" for kind in ("integration", "unit")]
SECURITY = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
CHANNELS = (PROJECT / "docs" / "channels.md").read_text(encoding="utf-8")
PINS = "".join(path.read_text(encoding="utf-8") for path in PROJECT.glob("requirements*.txt"))
TESTS: dict[str, set[str]] = {}
for folder in FOLDERS:
    for path in folder.glob("test_*.py"):
        TESTS.setdefault(path.name, set()).update(re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8")))
NAMED = sorted(set(re.findall(r"`(?:(test_\w+\.py)(?:::)?)?(test_\w+)?`", SECURITY)) - {("", "")})


def test_there_are_tests_named():
    assert len(NAMED) > 25


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_tests_that_prove_it_exist(file, name):
    assert not file or file in TESTS
    assert not name or name in (TESTS[file] if file else set().union(*TESTS.values()))


@pytest.mark.parametrize(("package", "version"), re.findall(r"^\| ([\w-]+) (\d[\w.]*) \|", SECURITY, re.MULTILINE))
def test_known_vulnerabilities_are_of_the_pinned_versions(package, version):
    assert f"\n{package}=={version} " in f"\n{PINS}"


def test_every_variable_is_documented():
    wanted = {name for names in REQUIRED.values() for name in names} | {name for name, _ in API.values()}
    for name in (*wanted, "PUBLIC_URL", "REST_KEY", "REDIS_URL", "LISTEN_ADDRESS", "SANIC_PROXIES_COUNT"):
        assert re.search(rf"`[^`]*\b{name}\b", CHANNELS), name


def test_the_numbers_are_those_of_the_code():
    of_some = (*rates.PER_SENDER.values(), *rates.PER_ADDRESS.values(), *rates.PER_CHANNEL.values())
    for number in (rates.DEFAULT_PER_SENDER, rates.DEFAULT_PER_CHANNEL, *of_some):
        assert f"`{number}`" in CHANNELS
    assert f"{validation.MAX_CHARACTERS:,} characters" in SECURITY
    assert f"{hardening.MAX_BODY // 2**20} MB for Meta" in SECURITY
    assert f"{turns.MAX_WAITING} waiting messages" in SECURITY and f"within {turns.WAIT_SECONDS} s" in SECURITY
    assert f"{connections.MAX_OPEN:,} connections" in SECURITY
    assert web_sockets.FLOOD.amount == 300 and "300 packets" in SECURITY
    assert f"{rest.MAX_BODY // 2**10} KB" in SECURITY and f"over {rest.MAX_BODY // 2**10} KB" in CHANNELS
