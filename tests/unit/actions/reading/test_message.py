"""What a message states, and what it only seems to."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.reading.details_asked import details_asked
from actions.reading.message import Reading
from actions.reading.message_reader import read_message
from retirada.rulebook.knowledge import project_knowledge

KNOWLEDGE = project_knowledge()


def reading(intent: str, text: str = "…", confidence: float = 1.0, slots=None, entities=(), **facts: str) -> Reading:
    found = [*facts.items(), *entities]
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": [{"name": intent, "confidence": confidence}],
        "entities": [{"entity": name, "value": value} for name, value in found],
    }
    tracker = Tracker("ana", slots or {}, message, [], False, None, {}, None)
    return read_message(tracker, project_knowledge())


@pytest.mark.parametrize(
    "intent",
    [
        *("withdraw", "ip_notice", "inform", "affirm", "deny", "correction", "confirm", "next_step", "new_case"),
        *("duration", "respond_deadline", "appeal", "points", "cost", "who_complained", "lawyer", "contact"),
        "settlement",
    ],
)
def test_topics_statements_replies_and_subjects_of_the_case_state_facts(intent):
    assert reading(intent, status="processed", second_topic="refile").stated == {"status": "processed"}


@pytest.mark.parametrize(
    "intent",
    [
        *("greet", "goodbye", "thanks", "capabilities", "sources", "bot_challenge", "human", "feedback", "erase"),
        *("privacy", "why", "rephrase", "acknowledge", "nlu_fallback", "english", "portuguese", "chinese"),
        *("first_filing", "refund", "order", "account", "other_platform", "authority", "other_alibaba", "fraud"),
        *("distress", "elsewhere"),
    ],
)
def test_no_other_message_does(intent):
    assert reading(intent, status="processed", device="mobile").stated == {}


def test_who_asks_for_a_word_does_not_state_its_fact_and_states_the_rest():
    asked = reading(
        "meaning", "tengo un informe, ¿qué es en trámite?", kind="report", status="in_process", term="en_tramite"
    )
    assert (asked.terms, asked.stated) == (["en_tramite"], {"kind": "report"})


def test_who_asks_how_to_know_does_not_state_it():
    assert reading(
        "status_check", "¿cómo sé si mi informe ya se procesó?", status="processed", kind="report"
    ).stated == {"kind": "report"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("¿qué es un aviso de queja?", "aviso_de_queja"),
        ("¿quién es la otra parte?", "la_otra_parte"),
        ("que es backend", "panel"),
        ("¿qué es eso?", None),
    ],
)
def test_a_word_that_was_not_read_is_looked_for_in_the_text(text, term):
    assert reading("meaning", text).terms == ([term] if term else [])


def test_who_does_not_know_has_not_said():
    unsure = reading("dont_know", slots={"pending_question": "status"}, status="processed", kind="report")
    assert unsure.stated == {"kind": "report"}


def test_who_does_not_know_and_thinks_so_has_said_it():
    text = "no me acuerdo del motivo, creo que por spam"
    assert reading("dont_know", text, slots={"pending_question": "ground"}, ground="other").stated == {
        "ground": "other"
    }


def test_what_is_taken_back_is_not_stated():
    taken_back = reading("correction", status="retracted", kind="report")
    assert (taken_back.retracted, taken_back.stated) == (["status"], {"kind": "report"})


@pytest.mark.parametrize(
    ("intent", "confidence", "text", "states"),
    [
        ("nlu_fallback", 0.3, "todavía me deben 200 soles", True),
        ("elsewhere", 0.5, "todavía me deben 200 soles", True),
        ("elsewhere", 0.99, "todavía me deben 200 soles", False),
        ("nlu_fallback", 0.3, "¿todavía me deben 200 soles?", False),
        ("nlu_fallback", 0.3, "¿y si todavía me deben 200 soles?", True),
        ("elsewhere", 0.5, "¿todavía me deben 200 soles?", False),
        ("nlu_fallback", 0.3, "todavía me deben " + "muchos " * 10 + "soles", True),
    ],
)
def test_in_the_middle_of_a_case_what_was_not_understood_may_be_a_fact_of_it(intent, confidence, text, states):
    in_a_case = reading(intent, text, confidence, {"topic": "withdraw"}, issues_resolved="no")
    assert in_a_case.stated == ({"issues_resolved": "no"} if states else {})
    assert reading(intent, text, confidence, issues_resolved="no").stated == {}


def test_what_was_not_understood_and_contradicts_the_case_is_no_fact_of_it():
    slots = {"topic": "withdraw", "party": "complainant"}
    assert reading("nlu_fallback", "la que reporté soy yo", 0.3, slots, party="respondent").stated == {}


@pytest.mark.parametrize(
    ("intent", "text", "supposes"),
    [
        ("inform", "perdón, aún está en trámite", False),
        ("inform", '/inform{"status": "in_process"}', False),
        ("inform", "sí, sigue en trámite", False),
        ("inform", "ahora si, ya me pagaron", False),
        ("inform", "¿y si ya la procesaron?", True),
        ("inform", "y si ya la procesaron", True),
        ("withdraw", "ya la procesaron, quiero retirarla", False),
    ],
)
def test_only_who_asks_supposes(intent, text, supposes):
    assert reading(intent, text, status="processed").supposes is supposes


def test_what_the_nlu_reads_as_a_supposition_is_one():
    assert reading("withdraw", "¿la puedo quitar si ya se procesó?", status="processed", supposed="yes").supposes


def test_of_two_cases_what_is_said_of_the_second_is_kept_apart():
    both = reading("withdraw", status="processed", second_case="status=in_process")
    assert (both.stated, both.second_case) == ({"status": "processed"}, {"status": "in_process"})


def test_a_what_if_supposes_the_state_and_does_not_ask_how_to_see_it():
    supposed = reading("status_check", "¿y si ya la procesaron?", status="processed")
    assert (supposed.intent, supposed.supposes, supposed.stated) == ("inform", True, {"status": "processed"})
    assert reading("status_check", "¿y cómo sé si ya la procesaron?", status="processed").intent == "status_check"


@pytest.mark.parametrize(
    ("text", "stated"),
    [("¿al otro lo van a sancionar?", {}), ("me la pusieron a mí, ¿me sancionan?", {"party": "respondent"})],
)
def test_who_filed_it_is_not_changed_by_the_way(text, stated):
    assert reading("ip_outcomes", text, slots={"party": "complainant"}, party="respondent").stated == stated


def test_what_is_taken_back_makes_no_second_case():
    both = reading("inform", issues_resolved="retracted", second_case="issues_resolved=yes")
    assert (both.retracted, both.second_case) == (["issues_resolved"], {})


@pytest.mark.parametrize("text", ["quisiera que la retire, ya hablé con él", "todavía no la hemos retirado"])
def test_what_is_wished_or_denied_is_not_withdrawn(text):
    assert reading("withdraw", text, status="withdrawn").stated == {}
    held = reading("inform", text, slots={"status": "withdrawn"})
    assert held.retracted == ["status"]


def detail(value: str, confidence: float, start: int, end: int) -> dict:
    return {"entity": "detail", "value": value, "confidence_entity": confidence, "start": start, "end": end}


def test_the_same_words_ask_for_one_detail():
    found = [detail("fine", 0.12, 0, 2), detail("ads_ranking", 0.27, 3, 20), detail("shop_closed", 0.88, 3, 20)]
    assert details_asked(KNOWLEDGE, found, ["ip_outcomes"]) == ["fine", "shop_closed"]


def test_a_second_detail_and_one_beside_the_question_have_to_be_surer():
    assert details_asked(KNOWLEDGE, [detail("fine", 0.05, 0, 2), detail("stock", 0.07, 3, 9)], ["ip_outcomes"]) == [
        "stock"
    ]
    beside = [detail("fine", 0.05, 0, 2)]
    assert details_asked(KNOWLEDGE, beside, ["refile"]) == []
    assert details_asked(KNOWLEDGE, beside, ["thanks"]) == ["fine"]


def test_a_detail_of_another_question_need_not_be_surer_than_the_first():
    text = "¿me multan por eso? ¿y qué pasa con el género?"
    found = [detail("fine", 0.05, 4, 10), detail("stock", 0.07, 40, 46)]
    assert details_asked(KNOWLEDGE, found, ["ip_outcomes"], text=text) == ["fine", "stock"]
    told = text.replace("¿y qué pasa con", "me quedan cajas de").replace("género?", "género.")
    assert details_asked(KNOWLEDGE, found, ["ip_outcomes"], text=told) == ["stock"]


def test_that_the_guide_leaves_it_open_has_to_be_surer_before_its_answer_was_given():
    found = [detail("unsaid", 0.1, 0, 9)]
    assert details_asked(KNOWLEDGE, found, ["withdraw"]) == []
    assert details_asked(KNOWLEDGE, found, ["withdraw"], topic="withdraw") == ["unsaid"]
    assert details_asked(KNOWLEDGE, [detail("unsaid", 0.3, 0, 9)], ["withdraw"]) == ["unsaid"]
    assert details_asked(KNOWLEDGE, found, ["thanks"], topic="withdraw") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("reporté a una tienda, ¿lo puedo quitar?", None),
        ("yo reporte una tienda, lo puedo quitar?", None),
        ("puse un reporte por spam, ¿lo puedo quitar?", "report"),
        ("mi reporte una y otra vez sigue ahí, ¿lo quito?", "report"),
        ("¿y si es un reporte por fotos?", "report"),
    ],
)
def test_a_verb_tells_no_kind(talk, text, kind):
    talk.turn("withdraw", text, kind="report", said={"kind": next(w for w in text.split() if w.startswith("report"))})
    assert talk.slots["kind"] == kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("la segunda la retiro en Mi Taobao, ¿correcto?", "in_process"),
        ("entonces la quito y listo, ¿no?", "in_process"),
        ("la quitó", "withdrawn"),
        ("mi hermano la quito desde su cuenta", "withdrawn"),
        ("la quito ella sola", "withdrawn"),
        ("la retiro el vendedor ayer", "withdrawn"),
    ],
)
def test_what_the_person_is_about_to_do_is_not_done(talk, text, status):
    talk.turn("withdraw", "la puse yo, sigue en trámite", party="complainant", status="in_process")
    verb = next(word for word in text.replace(",", "").split() if word.startswith(("retir", "quit")))
    talk.turn("confirm", text, status="withdrawn", said={"status": verb})
    assert talk.slots["status"] == status


def test_of_the_accused_it_is_what_the_other_party_did(talk):
    talk.turn("withdraw", "me denunciaron, sigue en trámite", party="respondent", status="in_process")
    talk.turn("inform", "ya la quito", status="withdrawn", said={"status": "ya la quito"})
    assert talk.slots["status"] == "withdrawn"


@pytest.mark.parametrize(
    ("text", "details"),
    [("me das lo que guardaste de mí?", [])],
)
def test_a_copy_is_given_here_and_not_sent(text, details):
    assert reading("privacy", text, entities=[("detail", "send_copy")]).details == details
