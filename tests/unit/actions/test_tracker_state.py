"""What a message states, and what an answer shows of its sources."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.responder import answer_of, footer, note_lines, source_line
from actions.tracker_state import corrects, facts_in_message
from retirada.rulebook.decision import decide


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        (["P7"], "Fuente: pregunta 7 de la guía."),
        (["P5", "P10"], "Fuente: preguntas 5 y 10 de la guía."),
        (["P10", "P5"], "Fuente: preguntas 5 y 10 de la guía."),
        (["P8", "P1", "P3"], "Fuente: preguntas 1, 3 y 8 de la guía."),
    ],
)
def test_source_line(sources, line):
    assert source_line(sources) == line


@pytest.mark.parametrize(
    ("note", "read"),
    [("O2", "(página oficial guardada)"), ("O7", "(texto oficial copiado)"), ("O13", "(citado por terceros)")],
)
def test_a_note_names_its_page_and_how_it_was_read_and_not_its_id(rules, note, read):
    (line,) = note_lines([note])
    assert f"Compruébelo en {rules.note(note).page} {read}." in line
    assert note not in line and "Nota" not in line


def test_the_footer_gives_each_note_on_a_line_and_ends_with_the_source(rules):
    lines = footer(decide(rules, "reopen", {}), remembered={}).splitlines()
    assert lines == [*note_lines(["O5", "O7"]), "Fuente: preguntas 5 y 10 de la guía."]


def tracker(intent: str, text: str = "…", confidence: float = 1.0, slots: dict | None = None, **facts: str) -> Tracker:
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": [{"name": intent}, {"name": "withdraw"}],
        "entities": [{"entity": fact, "value": value} for fact, value in facts.items()],
    }
    return Tracker("ana", slots or {}, message, [], False, None, {}, None)


@pytest.mark.parametrize("intent", ["withdraw", "ip_notice", "inform", "affirm", "deny"])
def test_topics_statements_and_replies_state_facts(intent):
    assert facts_in_message(tracker(intent, status="processed", second_topic="refile")) == {"status": "processed"}


@pytest.mark.parametrize(
    "intent",
    [
        *("greet", "goodbye", "thanks", "capabilities", "sources", "bot_challenge", "human", "feedback", "erase"),
        *("new_case", "out_of_scope", "nlu_fallback", "english", "portuguese", "chinese"),
    ],
)
def test_no_other_message_does(intent):
    assert facts_in_message(tracker(intent, status="processed", device="mobile")) == {}


def test_who_does_not_know_has_not_said(rules):
    text, slots = "no sé si ya se procesó el informe", {"pending_question": "status"}
    unsure = tracker("dont_know", text, slots=slots, status="processed", kind="report")
    assert facts_in_message(unsure) == {"kind": "report"}


@pytest.mark.parametrize(
    ("intent", "confidence", "text", "states"),
    [
        ("nlu_fallback", 0.3, "todavía me deben 200 soles", True),
        ("out_of_scope", 0.5, "todavía me deben 200 soles", True),
        ("out_of_scope", 0.99, "todavía me deben 200 soles", False),
        ("nlu_fallback", 0.3, "¿todavía me deben 200 soles?", False),
        ("nlu_fallback", 0.3, "¿y si todavía me deben 200 soles?", True),
        ("out_of_scope", 0.5, "¿todavía me deben 200 soles?", False),
        ("nlu_fallback", 0.3, "todavía me deben " + "muchos " * 10 + "soles", False),
    ],
)
def test_in_the_middle_of_a_case_what_was_not_understood_may_be_a_fact_of_it(intent, confidence, text, states):
    said = tracker(intent, text, confidence, {"topic": "withdraw"}, issues_resolved="no")
    assert facts_in_message(said) == ({"issues_resolved": "no"} if states else {})
    assert facts_in_message(tracker(intent, text, confidence, issues_resolved="no")) == {}


@pytest.mark.parametrize(
    ("intent", "text", "is_correction"),
    [
        ("inform", "perdón, aún está en trámite", True),
        ("inform", '/inform{"status": "in_process"}', True),
        ("inform", "sí, sigue en trámite", True),
        ("inform", "ahora si, ya me pagaron", True),
        ("inform", "¿y si ya la procesaron?", False),
        ("inform", "y si ya la procesaron", False),
        ("withdraw", "ya la procesaron, quiero retirarla", False),
        ("dont_know", "no sé, creo que ya la procesaron", False),
    ],
)
def test_only_who_says_how_things_are_corrects(intent, text, is_correction):
    assert corrects(tracker(intent, text, status="processed")) is is_correction


def test_the_footer_owns_up_to_what_it_remembers(rules):
    decision = decide(rules, "withdraw", {"status": "in_process"})
    first = footer(decision, remembered={"status": "in_process"}).splitlines()[0]
    assert first == "Cuento con lo que me dijo: sigue en trámite. Si no es así, corríjame."


def test_the_answer_is_as_the_contract_says(rules):
    facts = {"kind": "complaint", "status": "in_process"}
    assert answer_of(decide(rules, "withdraw", facts), facts) == {
        "topic": "withdraw",
        "verdict": "withdrawable",
        "sources": ["P1", "P2", "P3"],
        "notes": ["O1"],
        "facts": facts,
        "asks": None,
        "rulebook": rules.version,
    }
