"""Which case is meant, and who the person is in it, where words that are no news of it stand beside."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, MIRROR, answers, told_of_two

FILED = {"party": "complainant", "ground": "other", "status": "in_process"}
BOTH = "tengo dos cosas: un informe por copia y una queja por un envío. Me piden retirar ambas. ¿Se puede?"
OF_EACH = {"ground": "copia", "kind": "informe", "kind=complaint": "queja", "ground=other": "envío"}


@pytest.fixture
def filed(talk):
    """Who filed one over a late parcel, which is open."""
    talk.turn("withdraw", "puse una queja por un envío, sigue en trámite. ¿La quito?", **FILED)
    return talk


@pytest.fixture
def of_each_kind(talk):
    """Who told of a report and a complaint, and asked two things of them."""
    talk.turn(
        "withdraw",
        BOTH,
        kind="report",
        ground="product_infringement",
        entities=[
            ("second_case", "kind=complaint"),
            ("second_case", "ground=other"),
            ("second_topic", "respondent_request"),
        ],
        said={**OF_EACH, "respondent_request": "Me piden retirar ambas."},
    )
    return talk


def held(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


@pytest.mark.parametrize("ok", ["bueno, ", "ok, "])
def test_what_is_said_before_the_other_is_of_none(talk, ok):
    told_of_two(talk)
    assert held(talk.turn("withdraw", f"{ok}la otra entonces. ¿La quito?")).items() >= MIRROR.items()


def test_of_two_questions_about_two_cases_there_are_two(of_each_kind):
    assert len([case for case in of_each_kind.slots["cases"] if case]) == 2


def test_the_kind_calls_the_one_that_is_of_it(of_each_kind):
    words = {"status": "ya está cerrada", "kind": "queja"}
    of_each_kind.turn("withdraw", "¿y el informe?", kind="report", said={"kind": "informe"})
    text = "la queja del que no me despachó ya está cerrada. ¿Cambia algo?"
    said = of_each_kind.turn("withdraw", text, status="processed", kind="complaint", said=words)
    assert held(said).items() >= {"kind": "complaint", "ground": "other", "status": "processed"}.items()
    assert held(of_each_kind.turn("withdraw", "vuelvo al informe, ¿se quita?"))["kind"] == "report"


def test_what_is_told_before_the_two_is_so_of_both(talk):
    text = "soy dueño de una marca. Tengo dos quejas puestas, una ya la cerraron y la otra sigue. ¿Las quito?"
    words = {"ground": "marca", "party": "puestas", "status": "la cerraron", "status=in_process": "sigue"}
    told = {"ground": "product_infringement", "party": "complainant", "status": "processed"}
    talk.turn("withdraw", text, entities=[("second_case", "status=in_process")], said=words, **told)
    assert {c["facts"].get("ground") for c in talk.slots["cases"] if c} == {"product_infringement"}


def test_who_filed_both_is_so_of_both(talk):
    text = "tengo dos, una ya la cerraron y la otra sigue. ¿Las quito?"
    words = {"status": "la cerraron", "status=in_process": "sigue"}
    talk.turn("withdraw", text, status="processed", entities=[("second_case", "status=in_process")], said=words)
    talk.turn(
        "reopen", "soy yo el que las puso ambas. ¿Y la cerrada se reabre?", party="complainant", said={"party": "yo"}
    )
    assert talk.slots["party"] == "complainant"
    assert [case["facts"].get("party") for case in talk.slots["cases"] if case] == ["complainant"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no, ya me avisaron que la dieron por probada", "me"),
        ("perdón, me mandaron un correo ayer", "me"),
    ],
)
def test_what_names_no_party_makes_nobody_the_accused(filed, text, words):
    filed.turn("correction", text, party="respondent", said={"party": words})
    assert filed.slots["party"] == "complainant"


@pytest.mark.parametrize(
    "text",
    [
        "perdón, dice 'queja' no reporte",
        "también me cobró de más, aunque eso no lo puse en la queja",
    ],
)
def test_who_filed_it_is_not_denied_by_another_matter(filed, text):
    filed.turn("inform", text)
    assert filed.slots["party"] == "complainant" and not filed.slots["cases"]


def test_who_put_the_page_for_one_filed_nothing(talk):
    talk.turn("withdraw", "mi hijo puso la queja por unos zapatos. ¿Se quita?", **FILED, said={"party": "puso"})
    talk.turn("status_check", "no joven, la queja la puse yo, mi hijo nomas me puso la pagina. ¿Como la veo?")
    assert talk.slots["party"] == "complainant" and not talk.slots["cases"]


def test_that_neither_filed_it_does_not_say_that_one_did(talk):
    talk.turn("ip_outcomes", "a un amigo le pusieron una queja, ¿qué le pasa?", party="respondent")
    talk.turn("correction", "ni yo la puse ni él: a él se la pusieron", party="respondent", said={"party": "pusieron"})
    assert talk.slots["party"] == "respondent"


def test_whose_the_design_is_is_not_who_filed_it(talk):
    talk.turn("withdraw", "me pusieron una queja, ¿se quita?", party="respondent", said={"party": "me pusieron"})
    talk.turn("correction", "yo no la reconozco, el diseño es de mi hija. ¿La queja sigue?")
    assert talk.slots["party"] == "respondent" and talk.slots["principal"] is None


def test_a_customer_called_otherwise_is_the_same(talk):
    text = "soy abogada; mi representada es la demandada. ¿Puede apelar?"
    talk.turn("appeal", text, party="respondent", said={"party": "la demandada"})
    talk.turn("points", "yo dije que mi clienta es la parte acusada. ¿Cuántos puntos?", party="respondent")
    assert talk.slots["party"] == "respondent" and not talk.slots["cases"]


def test_an_official_page_says_nothing_of_where_it_stands(talk):
    talk.turn("withdraw", "me pusieron una queja, ¿se quita?", party="respondent")
    talk.turn("confirm", "«página oficial dice retirada puede ayudar». ¿Le escribo?")
    assert talk.slots["status"] is None


def test_what_one_promised_oneself_is_not_open(filed):
    words = {"issues_resolved": "ya me pagó"}
    filed.turn("next_step", "el otro ya me pagó y prometí quitarla", issues_resolved="yes", said=words)
    assert filed.slots["issues_resolved"] == "yes"


def test_the_first_thing_is_no_first_case(talk):
    told_of_two(talk)
    assert held(talk.turn("withdraw", "no entendí lo primero. ¿La quito?")).items() >= LOGO.items()


def test_a_verb_without_its_accent_tells_no_kind(talk):
    text = "oye wey reporte a un vendedor por copiar, ¿lo quito?"
    talk.turn("withdraw", text, kind="report", party="complainant", said={"kind": "reporte", "party": "reporte"})
    assert talk.slots["kind"] is None


@pytest.mark.parametrize(("text", "kind"), [("¿y cancelarlo?", "report"), ("¿y cancelarla?", "complaint")])
def test_the_gender_tells_a_report_from_a_complaint(of_each_kind, text, kind):
    assert held(of_each_kind.turn("withdraw", text))["kind"] == kind


def test_a_second_one_is_not_over_what_the_first_is(talk):
    text = "un informe por mis fotos y una queja por no pagarme, ¿cuáles se quitan?"
    entities = [("second_case", "kind=complaint")]
    words = {"kind": "informe", "ground": "fotos", "kind=complaint": "queja"}
    talk.turn("withdraw", text, kind="report", ground="image_theft", entities=entities, said=words)
    assert [case["facts"].get("ground") for case in talk.slots["cases"] if case] == ["image_theft", None]


@pytest.mark.parametrize("text", ["hablo ahora de otra clienta: la cerraron.", "vengo por otro caso: la cerraron."])
def test_who_speaks_of_another_client_begins_a_case(filed, text):
    facts = held(filed.turn("withdraw", f"{text} ¿Se quita?", party="complainant", status="processed"))
    assert facts.get("ground") is None and filed.slots["cases"][0]["facts"]["status"] == "in_process"


@pytest.mark.parametrize("word", ["también", "tmb"])
def test_one_of_the_other_kind_is_another_also_in_chat_spelling(talk, word):
    talk.turn("withdraw", "puse un reporte, sigue abierto, ¿se quita?", **FILED, kind="report")
    text = f"el reporte no. {word} puse una queja por un abrigo. ¿Esa sí?"
    words = {"ground": "abrigo", "party": "puse"}
    facts = held(talk.turn("withdraw", text, party="complainant", ground="other", said=words))
    assert facts["kind"] == "complaint" and "status" not in facts


def test_of_two_clients_what_is_said_of_the_one_that_is_begun_with_is_not_so_of_the_other(talk):
    text = "llevo dos clientes: a uno le pusieron una y el otro puso una. Empecemos por el segundo: sigue abierta. ¿Y?"
    words = {"party": "pusieron", "party=complainant": "puso", "status": "abierta"}
    entities = [("second_case", "party=complainant")]
    said = talk.turn("withdraw", text, party="respondent", status="in_process", entities=entities, said=words)
    assert held(said).items() >= {"party": "complainant", "status": "in_process"}.items()
    other = next(case for case in talk.slots["cases"] if case)
    assert other["facts"]["party"] == "respondent" and "status" not in other["facts"]
    assert talk.slots["principal"] == other["principal"] == "su cliente"


def test_what_is_withdrawn_after_both_is_the_one_that_was_filed(talk):
    text = "me pusieron una por un logo y yo puse otra por un pago, las dos siguen. ¿Qué hago?"
    words = {
        "party": "pusieron",
        "ground": "logo",
        "party=complainant": "puse",
        "ground=other": "pago",
        "status": "siguen",
    }
    entities = [("second_case", "party=complainant"), ("second_case", "ground=other")]
    facts = {"party": "respondent", "ground": "product_infringement", "status": "in_process"}
    talk.turn("next_step", text, entities=entities, said=words, **facts)
    assert held(talk.turn("inform", "listo, ya la retiré", status="withdrawn", said={"status": "la retiré"})) == {
        "party": "complainant",
        "ground": "other",
        "status": "withdrawn",
    }


def test_what_is_settled_with_the_other_party_is_so_of_the_case_that_is_named(filed):
    filed.turn("withdraw", "y me pusieron otra, ya la cerraron, ¿se quita?", party="respondent", status="processed")
    facts = held(filed.turn("inform", "la abierta quedó arreglada con la tienda", status="in_process"))
    assert facts.items() >= {"issues_resolved": "yes", "status": "in_process"}.items()


def test_a_case_that_is_only_named_is_told_what_to_do(talk):
    talk.turn("next_step", "puse una por un espejo, sigue abierta. ¿Qué hago?", **MIRROR)
    words = {"party": "pusieron", "ground": "logo", "status": "cerraron"}
    talk.turn("next_step", "y me pusieron otra por un logo, ya la cerraron. ¿Qué hago?", said=words, **LOGO)
    said = talk.turn("inform", "la del espejo la puse en marzo")
    assert said[-1]["metadata"]["utter_action"] == "utter_step_settle_and_withdraw"


@pytest.mark.parametrize("told", ["dos personas me denunciaron por un bolso", "me acusaron dos"])
def test_of_two_who_complained_each_complaint_is_a_case(talk, told):
    talk.turn("inform", told, party="respondent")
    talk.turn("inform", "una ya la retiró", status="withdrawn")
    assert held(talk.turn("withdraw", "¿y la otra se puede retirar?")) == {"party": "respondent"}
