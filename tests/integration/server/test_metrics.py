"""What an operator watches: /live, /health, /metrics and the log, of a real assistant after real turns."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from retirada.paths import PROJECT
from tests.conftest import Assistant, start_assistant
from tests.ports import free_port
from tests.redis_server import RedisServer

Samples = dict[tuple[str, frozenset], float]
WORDS = "¿puedo retirar mi queja?"
NEXT_DOOR = "¿cuánto tarda en llegar una bicicleta?"
UNCLEAR = "cancelar"
NAME = re.compile(r"retirada_[a-z_]+")


@pytest.fixture(scope="module")
def metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def watched(model, tmp_path_factory, metrics_port) -> Assistant:
    """An assistant with metrics and JSON logs, whose Redis has gone away."""
    redis = RedisServer(tmp_path_factory.mktemp("redis"))
    running = start_assistant(
        tmp_path_factory.mktemp("watched"),
        METRICS_PORT=str(metrics_port),
        LOG_FORMAT="json",
        REDIS_URL=redis.url,
    )
    redis.stop()
    for sender, message in (("ana", WORDS), ("ana", NEXT_DOOR), ("bicicleta", UNCLEAR)):
        running.say(message, sender)
    yield running
    running.stop()


@pytest.fixture
def samples(watched, metrics_port) -> Samples:
    text = httpx.get(f"http://127.0.0.1:{metrics_port}/metrics").text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def total(samples: Samples, name: str, **labels: str) -> float:
    """The sum of the samples of that name which have these labels."""
    return sum(
        value for (found, has), value in samples.items() if found == name and labels.items() <= dict(has).items()
    )


def test_turns_verdicts_declines_and_asks_are_counted(samples):
    assert total(samples, "retirada_turns_total", channel="rest") == 3
    assert total(samples, "retirada_turns_total", outcome="answered") == 1
    assert total(samples, "retirada_verdicts_total", topic="withdraw") == 1
    assert total(samples, "retirada_declines_total") == total(samples, "retirada_turns_total", outcome="declined") == 1
    assert total(samples, "retirada_asks_total", asks="status") == 1
    assert total(samples, "retirada_asks_total", asks="meaning") == 1


def test_each_stage_is_timed(samples):
    for stage in ("nlu", "action", "turn"):
        assert total(samples, "retirada_stage_seconds_count", stage=stage) >= 3
    assert (
        total(samples, "retirada_stage_seconds_sum", stage="nlu")
        < total(samples, "retirada_stage_seconds_sum", stage="turn")
        < 30
    )


def test_errors_are_shown_as_zero_before_the_first(samples):
    assert samples["retirada_errors_total", frozenset({"channel": "web", "kind": "store"}.items())] == 0


def test_no_word_and_no_name_is_in_metrics_or_log(watched, metrics_port):
    shown = httpx.get(f"http://127.0.0.1:{metrics_port}/metrics").text + watched.log.read_text()
    assert "bicicleta" not in shown


def test_each_turn_is_a_line_of_json_with_a_digest_of_the_conversation(watched):
    lines = [json.loads(line) for line in watched.log.read_text().splitlines() if line.startswith("{")]
    turns = [line for line in lines if line["event"] == "turn"]
    assert [turn["outcome"] for turn in turns] == ["answered", "declined", "asked_back"]
    first, second, another = (turn["conversation"] for turn in turns)
    assert first == second != another
    assert turns[0]["answers"][0]["topic"] == "withdraw" and turns[0]["milliseconds"] > 0


def test_metrics_are_not_on_the_port_of_the_channels(watched):
    assert watched.client.get(f"{watched.url}/metrics").status_code == 404


def test_live_answers_at_once_whatever_health_says(watched):
    with watched.hung_actions(), ThreadPoolExecutor(1) as pool:
        health = pool.submit(watched.client.get, f"{watched.url}/health")
        replies = [watched.client.get(f"{watched.url}/live") for _ in range(2)]
        assert not health.done(), "/live waits for nobody"
    assert [(reply.status_code, reply.json()) for reply in replies] == [(200, {"status": "alive"})] * 2
    assert health.result().status_code == 503


def test_health_says_that_redis_is_away_and_does_not_fail_for_it(watched):
    reply = watched.client.get(f"{watched.url}/health")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok", "redis": "does not answer"})


@pytest.mark.parametrize("file", ["deploy/prometheus/rules.yml", "deploy/grafana/retirada.json"])
def test_dashboard_and_alerts_ask_for_what_there_is(samples, file):
    text = (PROJECT / file).read_text(encoding="utf-8")
    (json.loads if file.endswith("json") else yaml.safe_load)(text)
    asked = set(NAME.findall(text))
    assert asked and asked <= {name for name, _ in samples}
