"""No answer says what the facts of its case contradict, whatever the case."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from actions.replies.answering import PRESUPPOSES
from retirada.paths import PROJECT
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.wording import variant
from retirada.yaml_files import read_yaml

KNOWLEDGE = project_knowledge()
RESPONSES = read_yaml(PROJECT / "domain.yml")["responses"]
FACTS = {name: [*fact.values, None] for name, fact in KNOWLEDGE.facts.items() if name != "device"}
CASES = [
    {name: value for name, value in zip(FACTS, values, strict=True) if value}
    for values in itertools.product(*FACTS.values())
]
CAN_BE = re.compile(
    r"\b(?:usted )?(?:puede|podrá) retirarl[ao]\b|\busted puede retirar\b|\bretírel[ao]\b|\bpuede retirarla quien\b|"
    r"^Sí, (?:mientras|se puede retirar)|\bmientras siga en trámite\b"
)
AS_FILER = re.compile(
    r"\busted puede retirar|\bretírel[ao]\b|\b[Ss]u queja\b|"
    r"(?<!presentó )\bno podrá presentar (?:una queja nueva|otra)\b"
)
RULE = re.compile(r"\bno puede retirarl[ao]\b|\bsi (?:ya )?(?:se procesó|está procesada)\b|\buna vez procesada\b")
# They speak of a complaint that is yet to be filed.
OF_ANOTHER = ("utter_think_before_filing", "utter_first_filing")


def texts(facts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The name and the text of every verdict, step and line next door that the case can be answered with."""
    names = []
    for topic in KNOWLEDGE.tables:
        deciding, verdicts = PRESUPPOSES.get(topic, (None, ()))
        if deciding is None or decide(KNOWLEDGE, deciding, facts).verdict not in verdicts:
            names.append(decide(KNOWLEDGE, topic, facts).verdict)
        names.append(f"step_{next_step(KNOWLEDGE, topic, facts).step}")
    for name, again in itertools.product(dict.fromkeys([*names, *KNOWLEDGE.subjects]), ("", "_again")):
        response = variant(RESPONSES, f"utter_{name}{again}", facts)
        if response in RESPONSES and not response.startswith(OF_ANOTHER):
            yield response, RESPONSES[response][0]["text"]


@pytest.mark.parametrize("status", ["processed", "withdrawn"])
def test_what_is_processed_or_withdrawn_is_not_said_to_be_withdrawable(status):
    wrong = {
        response: text
        for facts in CASES
        if facts.get("status") == status
        for response, text in texts(facts)
        if CAN_BE.search(text) and not RULE.search(text)
    }
    assert wrong == {}


def test_the_accused_is_not_spoken_to_as_who_filed_it():
    wrong = {
        response: text
        for facts in CASES
        if facts.get("party") == "respondent"
        for response, text in texts(facts)
        if AS_FILER.search(text)
    }
    assert wrong == {}


def test_with_proof_it_is_not_said_that_no_other_can_be_filed():
    reconciled = {verdict for pair in KNOWLEDGE.sources.reconciled if pair.when for verdict in pair.verdicts}
    wrong = {
        response: text
        for facts in CASES
        if facts.get("evidence") == "yes"
        for response, text in texts(facts)
        if re.search(r"\bno (?:se )?(?:puede|podrá) presentar|ya no es posible presentar", text)
        and not re.search(r"pregunta 7|la 7\b|sin pruebas", text)
        and not response.startswith(tuple(f"utter_{verdict}" for verdict in reconciled))
    }
    assert wrong == {}
