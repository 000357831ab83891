"""How the facts of a case are put into words."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.turn.texts import Texts
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import DOMAIN


def test_facts_are_named_in_one_order_however_they_were_read():
    texts = Texts(Tracker("s", {}, {}, [], False, None, {}, ""), DOMAIN, project_knowledge())
    facts = {"status": "in_process", "ground": "product_infringement", "party": "respondent"}
    in_words = texts.in_words(facts)
    assert in_words == texts.in_words(dict(reversed(facts.items())))
    assert in_words.index("contra usted") < in_words.index("en trámite")
