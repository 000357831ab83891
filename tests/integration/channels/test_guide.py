"""The guide at /guia, and where it can be read, on each channel."""

from __future__ import annotations

import httpx

from retirada.guide.contents import contents
from retirada.guide.page import render
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml


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
