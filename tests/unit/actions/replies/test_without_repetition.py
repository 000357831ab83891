"""What the first sentence of a reply said is not said again in the second."""

from __future__ import annotations

import pytest

from actions.turn.sentences import is_said_in, what_is_new
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "sentence", "is_said"),
    [
        (
            "No la retire antes de que la otra parte cumpla: primero debe quedar todo resuelto.",
            "Antes de retirarla, deje todo resuelto con la otra parte.",
            True,
        ),
        (
            "Con pruebas de la infracción la guía lo admite.",
            "Sin pruebas de la infracción no puede presentar otra.",
            False,
        ),
        ("Lo decide usted.", "", False),
        (
            "Puede presentar otra queja después de retirarla.",
            "Después de retirarla no puede presentar otra queja.",
            False,
        ),
    ],
)
def test_a_sentence_is_said_where_most_of_its_words_are(text, sentence, is_said):
    assert is_said_in(text, sentence) == is_said


def test_a_detail_is_not_followed_by_what_it_says(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(talk.turn("before_withdrawing", "¿quién cumple primero?", detail="pay_first"))
    assert said.count("resuelt") == 1


def test_of_two_topics_that_say_the_same_one_is_said(talk):
    facts = {"party": "complainant", "status": "in_process", "issues_resolved": "no"}
    said = talk.turn(
        "withdraw", "¿la quito antes de que pague?", entities=[("second_topic", "before_withdrawing")], **facts
    )
    assert [answer["verdict"] for answer in answers(said)][-1] == "resolve_first"


def test_a_case_that_begins_is_not_also_supposed(talk):
    talk.turn("withdraw", "¿la puedo quitar?", status="processed")
    said = talk.turn(
        "new_case", "tengo otra queja, ¿y si sigue abierta?", status="in_process", entities=[("supposed", "in_process")]
    )
    assert "Si siguiera en trámite" not in texts(said)


def test_who_asks_for_a_person_is_not_told_to_ask_for_one(talk):
    said = talk.turn("bot_challenge", "¿es un bot? quiero una persona", entities=[("second_topic", "human")])
    assert "dígamelo" not in texts(said)


@pytest.mark.parametrize(
    ("place", "shown"), [("en taobao", False), ("en alibaba", True), ("en taobao, o sea, alibaba", True)]
)
def test_who_names_taobao_is_shown_no_note_on_another_site(talk, place, shown):
    said = talk.turn("withdraw", f"puse una queja {place}, ¿la quito?", status="in_process", ground="other")
    assert ("O1" in answers(said)[0]["notes"]) == shown


@pytest.mark.parametrize("names", [("pay_first", "pay_for_withdrawal"), ("pay_for_withdrawal", "pay_first")])
def test_of_two_details_that_say_nearly_the_same_the_fuller_is_said(talk, names):
    read = [("detail", name) for name in names]
    said = talk.turn(
        "respondent_request", "me pide dinero por quitarla, ¿le pago antes?", party="respondent", entities=read
    )
    assert texts(said).count("Si conviene pagar") == 1 and "va primero" in texts(said)


@pytest.mark.parametrize(
    ("subject", "detail", "says_not"),
    [
        ("appeal", "appeal_menu", "la guía no lo trata"),
        ("respond_deadline", "appeal_deadline", "ningún plazo"),
    ],
)
def test_a_detail_that_says_as_much_as_the_line_stands_in_its_place(talk, subject, detail, says_not):
    facts = {"party": "respondent", "ground": "image_theft"}
    said = texts(talk.turn(subject, "¿dónde, o cuándo?", detail=detail, **facts))
    assert says_not not in said


def test_a_detail_that_says_less_is_followed_by_the_line(talk):
    said = texts(talk.turn("respond_deadline", "¿y si no contesto?", detail="no_answer", party="respondent"))
    assert "ningún plazo" in said


@pytest.mark.parametrize(("kind", "is_added"), [("complaint", False), ("report", True)])
def test_a_verdict_that_reconciles_itself_is_not_reconciled_again(talk, kind, is_added):
    facts = {"party": "complainant", "ground": "image_theft", "status": "in_process", "evidence": "yes", "kind": kind}
    said = texts(talk.turn("withdraw", "¿la puedo quitar?", **facts))
    assert ("la pregunta 7 admite presentar otra" in said) == is_added


PATH = "Entre en su cuenta y vaya a Mi Taobao → Gestión de crédito → Mi informe de quejas."
OPEN = "Si es una persona o una máquina, la guía no lo dice."


@pytest.mark.parametrize(
    ("text", "told", "new"),
    [
        (f"Con el teléfono no es seguro. {PATH}", [PATH], "Con el teléfono no es seguro."),
        (f"{PATH} Pruebe otro día.", [PATH], f"{PATH} Pruebe otro día."),  # what it begins with stays
        (PATH, ["Lo decide usted.", PATH], ""),
        (f"{PATH} {OPEN}", ["No soy una persona: repito lo que dice la guía."], f"{PATH} {OPEN}"),
        (PATH, [], PATH),
    ],
)
def test_of_a_part_only_what_is_new_is_said(text, told, new):
    assert what_is_new(text, told) == new


def test_the_path_is_given_once_to_who_asks_how_and_with_what(talk):
    facts = {"party": "complainant", "kind": "complaint", "status": "in_process"}
    entities = [("second_topic", "where")]
    said = texts(talk.turn("withdraw", "¿la saco, y por el móvil?", entities=entities, device="mobile", **facts))
    assert said.count("Mi Taobao →") == 1 and "no asegura que se pueda con el teléfono" in said


def test_the_path_is_given_for_each_of_two_cases(talk):
    entities = [("second_case", "ground=product_infringement")]
    facts = {"party": "complainant", "status": "in_process", "ground": "image_theft", "kind": "report"}
    said = texts(
        talk.turn("withdraw", "un informe por fotos y otro por copia, ¿los retiro?", entities=entities, **facts)
    )
    assert said.count("Mi Taobao →") == 2


def test_proof_is_asked_for_once(talk):
    asks = [
        answer["asks"] for answer in answers(talk.turn("refile", "¿podré denunciarla de nuevo?", party="complainant"))
    ]
    assert "evidence" in asks
    said = talk.turn("refile", "¿y de verdad puedo denunciar otra vez?")
    assert "evidence" not in [answer["asks"] for answer in answers(said)]


@pytest.mark.parametrize(("text", "is_asked"), [("es una duda teórica, ¿se retira?", False), ("¿se retira?", True)])
def test_who_has_no_case_is_asked_for_none_of_its_facts(talk, text, is_asked):
    asks = {answer["asks"] for answer in answers(talk.turn("withdraw", text))}
    assert bool(asks - {None}) == is_asked
