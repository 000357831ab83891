"""Who presses for a plain answer to what was just answered, and who asks why the rule is so."""

from __future__ import annotations

import pytest

from actions.reading.insistence import only_presses
from actions.reading.phrases import normalize
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def accused(talk):
    talk.turn("respondent_request", "¿vale la pena escribirle?", party="respondent", ground="image_theft")
    return talk


@pytest.mark.parametrize(
    ("intent", "text", "ranking"),
    [
        ("rephrase", "a ver, ¿sirve o no sirve?", {}),
        ("correction", "así no me contesta. Sí o no", {}),
        ("should_file", "¿conviene o no conviene?", {"should_file": 0.76}),
        ("nlu_fallback", "responda con un sí o un no", {}),
        ("why", "antes dijo otra cosa. ¿Ayuda o no? Deme una respuesta clara", {"respondent_request": 0.03}),
    ],
)
def test_who_presses_gets_the_verdict_in_its_shortest_form(accused, intent, text, ranking):
    said = accused.turn(intent, text, ranking=ranking)
    assert texts(said).startswith("Puede pedirlo, pero sin garantías: según la guía, sirve de poco;")
    assert [answer["verdict"] for answer in answers(said)] == ["asking_has_little_effect"]


def test_a_detail_that_is_asked_so_is_answered(talk):
    talk.turn("before_withdrawing", "¿la quito o espero?", party="complainant", status="in_process")
    entities, sure = [("detail", "leave_it")], {"leave_it": 0.9}
    said = talk.turn("before_withdrawing", "¿espero o no espero?", entities=entities, sure=sure)
    assert "la guía no obliga a retirarla" in texts(said)


def test_what_is_told_beside_it_changes_nothing(accused):
    said = accused.turn(
        "respondent_request",
        "no lo pillo, ¿sirve o no sirve? Eran dibujos",
        entities=[("detail", "which_holds")],
        sure={"which_holds": 0.06},
    )
    assert "sin garantías" in texts(said)


def test_pressed_again_it_is_said_in_other_words(accused):
    first, second = (texts(accused.turn("rephrase", "¿sí o no?")) for _ in range(2))
    assert first != second and "sirve de poco" in second


def test_what_is_told_with_it_is_stored_and_counts(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant")
    talk.turn("rephrase", "¿sí o no?")
    said = talk.turn("withdraw", "ya la cerraron, ¿puedo o no?", status="processed")
    assert texts(said).startswith("No, ya no puede retirarla")


def test_the_open_question_is_asked_again(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant")
    said = talk.turn("dont_know", "¿sí o no?")
    assert texts(said).startswith("Puede retirarla, sí, mientras siga en trámite; si ya se procesó, no.")
    assert answers(said)[-1]["asks"] == "status"


def test_whether_it_is_wise_is_not_whether_one_can(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = talk.turn("confirm", "¿y vale la pena o no?")
    assert answers(said)[0]["verdict"] == "resolve_all_issues"


@pytest.mark.parametrize(
    ("intent", "text", "told"),
    [
        ("appeal", "¿puedo apelar o no?", {"ranking": {"appeal": 0.75, "respondent_request": 0.2}}),
        (
            "ip_outcomes",
            "¿me pueden cerrar la tienda o no?",
            {"entities": [("detail", "shop_closed")], "sure": {"shop_closed": 0.9}},
        ),
        ("dont_know", "no sé si puedo o no", {}),
        ("correction", "no, pruebas no tiene. ¿Sirve o no?", {"evidence": "no"}),
    ],
)
def test_who_asks_or_tells_something_new_does_not_press(accused, intent, text, told):
    assert "sin garantías" not in texts(accused.turn(intent, text, **told))


def test_nobody_presses_for_what_was_said_before_another_matter(accused):
    accused.turn("appeal", "¿puedo apelar?")
    assert "sin garantías" not in texts(accused.turn("rephrase", "¿sí o no?"))


def test_nobody_presses_before_an_answer(talk):
    assert "según la guía sirve" not in texts(talk.turn("nlu_fallback", "¿sirve o no sirve?"))


@pytest.mark.parametrize("text", ["¿y por qué la cerrada no?", "por qué es esa la regla"])
def test_why_the_rule_is_so_gives_the_rule_and_that_no_reason_is_given(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="processed")
    said = texts(talk.turn("why", text, entities=[("detail", "why_closed")]))
    assert "Solo habría podido mientras seguía en trámite." in said and "El motivo de esa regla" in said


def test_who_says_that_they_ask_why_is_not_told_the_verdict_again(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="processed")
    asked = "por qué una cerrada no se puede retirar"
    said = talk.turn("withdraw", f"te pregunto {asked}", ranking={"why": 0.03}, asked=asked)
    assert answers(said)[0]["topic"] == "why" and "El motivo de esa regla" in texts(said)


def test_why_and_the_question_it_is_of_have_one_answer(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="product_infringement")
    ranking = {"nlu_fallback": 0.4, "why": 0.38, "confirm": 0.3, "ip_notice": 0.28}
    said = talk.turn("nlu_fallback", "¿así que decidieron sin preguntarme nada? ¿por qué?", ranking=ranking)
    assert answers(said)[0]["verdict"] == "ip_notice_confirmed"


def test_what_was_asked_before_and_is_pressed_for_is_what_was_answered_last(talk):
    talk.turn("ip_outcomes", "¿lo castigan?", party="respondent", ground="product_infringement")
    talk.turn("respond_deadline", "ya pasó una semana, ¿todavía alcanza para contestar?")
    said = talk.turn("ip_outcomes", "uf, cuánta letra. ¿Alcanza o no alcanza?", {"ip_outcomes": 0.62})
    assert [answer["about"] for answer in answers(said)] == ["respond_deadline"]


def test_who_presses_about_points_is_told_of_points(talk):
    said = talk.turn("ip_outcomes", "¿me van a quitar puntos?", party="respondent", ground="image_theft")
    assert "puntos" in texts(said).split("\n")[0]
    said = talk.turn("points", "te pregunto por los puntos. ¿Sí o no?", {"points": 0.6, "ip_outcomes": 0.3})
    assert "descuento de puntos" in texts(said)


def test_what_is_named_by_who_presses_comes_before_what_was_answered_last(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", issues_resolved="no")
    talk.turn("mediation", "¿pueden mediar?")
    said = talk.turn("rephrase", "dígame fácil: ¿la quito, sí o no?")
    assert answers(said)[0]["verdict"] == "resolve_first"
    said = talk.turn("correction", "no pregunté de mediar, ¿la quito o no la quito?")
    assert answers(said)[0]["verdict"] == "resolve_first"


@pytest.mark.parametrize("text", ["pero ¿sí o no?", "al final que, si o no?", "entonces q, si o no"])
def test_small_words_beside_it_only_press(text):
    assert only_presses(project_knowledge(), normalize(text))


def test_who_presses_hears_the_answer_and_not_what_the_guide_leaves_open(talk):
    said = {"promise_broken": "no paga"}
    talk.turn("reopen", "no paga, ¿la reabro?", entities=[("detail", "promise_broken")], said=said, status="withdrawn")
    pressed = texts(talk.turn("withdraw", "¿es posible o no es posible? sí o no"))
    assert pressed.startswith("No, una queja cancelada no se vuelve a abrir")


def test_of_what_is_next_door_the_detail_is_said_again(talk):
    papers = {"entities": [("detail", "appeal_papers")], "sure": {"appeal_papers": 0.9}}
    talk.turn("appeal", "¿sirve la factura?", **papers, party="respondent", ground="image_theft")
    said = texts(talk.turn("appeal", "no entiendo, ¿sirve o no sirve la factura?"))
    assert said.startswith("Ni sí ni no: cuánto pesa un papel")
