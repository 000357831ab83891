"""The guide at /guia, and where it can be read, on each channel."""

from __future__ import annotations

import uuid

import httpx
import pytest

from retirada.guide.contents import contents
from retirada.guide.page import render
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml
from tests.integration.channels.conftest import PUBLIC_URL, REST_KEY
from tests.integration.channels.users import USERS

QUESTION = "¿Puedo retirar mi queja?"
SOURCE = "Fuente: preguntas 1, 2 y 3 de la guía."


def test_the_page_is_the_one_that_make_rules_writes(assistant, rules):
    reply = httpx.get(f"{assistant.url}/guia")
    assert reply.status_code == 200 and reply.headers["content-type"] == "text/html; charset=utf-8"
    responses = read_yaml(PROJECT / "domain.yml")["responses"]
    assert reply.text == render(contents(rules, responses)).html
    for question in rules.sources.questions:
        assert f'id="{question.id.lower()}"' in reply.text


def test_it_is_served_under_a_strict_policy_and_only_when_it_changed(assistant):
    reply = httpx.get(f"{assistant.url}/guia")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';") and "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy and "script-src" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff" and "max-age" in reply.headers["cache-control"]
    assert reply.headers["content-encoding"] == "gzip"
    again = httpx.get(f"{assistant.url}/guia", headers={"If-None-Match": reply.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert httpx.post(f"{assistant.url}/guia").status_code == 405
    assert httpx.get(f"{assistant.url}/guia/p1").status_code == 404


@pytest.mark.parametrize("channel", USERS)
def test_a_source_line_is_followed_by_the_address_only_where_it_is_known(connected, keyed, fakes, channel):
    unknown = USERS[channel](connected, fakes).say(QUESTION, 2)
    assert SOURCE in unknown[0].text and "http" not in "".join(sent.text for sent in unknown)
    verdict, question = USERS[channel](keyed, fakes).say(QUESTION, 2)
    assert f"{SOURCE}\nPuede leerla aquí: {PUBLIC_URL}/guia#p1" in verdict.text
    assert "http" not in question.text
    assert not fakes.problems


@pytest.mark.parametrize("channel", USERS)
def test_who_asks_for_the_guide_gets_its_address_where_it_is_known(connected, keyed, fakes, channel):
    (unknown,) = USERS[channel](connected, fakes).say("pásame el enlace de la guía")
    assert "guía de preguntas y respuestas" in unknown.text and "http" not in unknown.text
    (known,) = USERS[channel](keyed, fakes).say("pásame el enlace de la guía")
    assert known.text.endswith(f"\nPuede leerla aquí: {PUBLIC_URL}/guia")


def test_rest_says_the_address_only_where_it_is_known(assistant, keyed, sender):
    plain = assistant.say(QUESTION, sender)[0]
    assert plain["text"].endswith(SOURCE)
    assert set(plain) == {"recipient_id", "text", "buttons", "answer"}
    url, headers = f"{keyed.url}/webhooks/rest/webhook", {"Authorization": f"Bearer {REST_KEY}"}
    reply = httpx.post(url, json={"sender": uuid.uuid4().hex, "message": QUESTION}, headers=headers, timeout=60)
    assert reply.json()[0]["text"] == f"{plain['text']}\nPuede leerla aquí: {PUBLIC_URL}/guia#p1"
