"""The report shows what was measured, fetches nothing, and shows no text as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from retirada.evaluation.dataset import Question
from retirada.evaluation.evaluate import page
from retirada.evaluation.measure import Results
from retirada.evaluation.outcomes import Prediction, evaluate


@pytest.fixture(scope="module")
def html(rules):
    asked = [
        (Question("¿<script>alert(1)</script> retirar?", "withdraw", {}), Prediction("where", 0.8, {})),
        (Question("dónde está", "where", {}), Prediction("where", 0.9, {"device": "mobile"})),
        (Question("hola", "greet", {}), Prediction("greet", 1.0, {})),
        (Question("pizza", "out_of_scope", {}), Prediction("out_of_scope", 0.99, {})),
    ]
    evaluations = [evaluate(rules, question, prediction) for question, prediction in asked]
    real = {"real, far out of scope": [Prediction("withdraw", 0.9, {})]}
    return page(
        Results(evaluations, evaluations, {"chat spelling": evaluations[:2]}, real, [(0.9, 0.8, 0.1)], np.array([4.0])),
        rules,
    )


def test_nothing_is_fetched(html):
    class Fetches(HTMLParser):
        found: list = []  # noqa: RUF012

        def handle_starttag(self, tag, attributes):
            outside = [v for k, v in attributes if k in ("src", "href", "xlink:href", "data") and v[:1] != "#"]
            self.found += outside + [tag] * (tag in ("script", "link", "iframe", "img", "object", "base"))

    Fetches().feed(html)
    assert Fetches.found == []
    assert not re.search(r"@import|url\((?!['\"]?#)", html)


def test_what_people_wrote_is_shown_as_text(html):
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_all_parts_are_there(html):
    assert html.count("<svg") == 3
    for heading in ("At a glance", "With noise", "Real text", "Cross-validation", "By topic", "By fact", "Errors"):
        assert heading in html
    assert "device=mobile" in html
