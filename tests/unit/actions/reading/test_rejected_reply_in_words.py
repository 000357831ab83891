"""What is answered to who says that a reply missed what was asked, or does not go with another one."""

from __future__ import annotations

import pytest

from actions.reading.asked_in_words import meant_by_words
from actions.reading.details_named import is_named
from actions.reading.rejected_reply import named_question
from actions.reading.restated_question import words_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, put, texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement", "status": "in_process"}


@pytest.mark.parametrize(
    "text",
    ["no me contestó: ¿la pueden aplazar, sí o no?", "no me contestó. ¿Puede esperar a los festivos o no puede?"],
)
def test_who_asks_another_thing_with_yes_or_no_does_not_press_for_what_was_answered(talk, text):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant", status="in_process")
    said = talk.turn("correction", text, {"correction": 0.6, "before_withdrawing": 0.2})
    assert "resolve_all_issues" not in {answer["verdict"] for answer in answers(said)}


@pytest.mark.parametrize("text", ["eso no me dice nada. ¿Sí o no?", "no me contestó: ¿se puede sin arreglarlo o no?"])
def test_who_presses_with_the_words_of_the_reply_gets_it_plainly(talk, text):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant", status="in_process")
    said = talk.turn("correction", text, {"correction": 0.6, "before_withdrawing": 0.2})
    assert answers(said)[-1]["verdict"] == "resolve_all_issues"


def test_what_was_not_answered_is_what_the_question_before_names_with_these_words(talk):
    talk.turn(
        "order", "¿y si elimino el anuncio y lo subo con otro título?", entities=[("detail", "relist")], **_ACCUSED
    )
    said = talk.turn("correction", "no me respondió si sirve eliminarlo", {"correction": 0.6})
    assert answers(said)[-1]["verdict"] == "ip_removal_useless"


def test_a_word_that_any_question_has_names_no_question_before(talk):
    talk.turn(
        "order", "¿y si elimino el anuncio y lo subo con otro título?", entities=[("detail", "relist")], **_ACCUSED
    )
    said = talk.turn("correction", "no me respondió si sirve un cupón", {"correction": 0.6})
    assert "ip_removal_useless" not in {answer["verdict"] for answer in answers(said)}


@pytest.mark.parametrize(
    "text",
    [
        "¿así es qué?",
        "¿Así es el qué? Conteste bien",
        "no le entendí, ¿no es así qué cosa?",
        "¿en parte sí a qué?",
        "¿cómo al revés?",
        "perdón, «eso es» ¿qué?",
    ],
)
def test_who_asks_to_what_we_said_yes_wants_it_in_other_words(text):
    knowledge = project_knowledge()
    assert meant_by_words(knowledge, knowledge.asked_in_words.at_first, "meaning", text) == "rephrase"


@pytest.mark.parametrize(
    "text",
    [
        "así es, ¿qué hago ahora?",
        "así es que no puedo",
        "en esto sí que tiene razón",
        "al revés, que la puse yo",
        "eso es lo que pregunto",
        "¿y así es que se retira?",
        "no es así, que quede claro",
        "¿cómo es así?",
        "¿qué hago si es al revés?",
        "al contrario: ¿qué pierdo?",
    ],
)
def test_what_only_sounds_like_that_is_something_else(text):
    knowledge = project_knowledge()
    assert meant_by_words(knowledge, knowledge.asked_in_words.at_first, "meaning", text) != "rephrase"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("¿con eso la queja abre de nuevo?", "reopen"),
        ("¿y se puede volver a abrir?", "reopen"),
        ("¿vuelven a abrirla?", "reopen"),
        ("¿puedo volver a abrir una queja?", None),
        ("¿puedo abrir una nueva?", "refile"),
        ("abren a las nueve", None),
    ],
)
def test_to_open_it_again_is_named_by_any_form_of_the_verb(text, names):
    assert named_question(project_knowledge(), text, ()) == names


@pytest.mark.parametrize(
    "text",
    ["antes dijo que no se reabre y ahora que con pruebas sí", "no se abre y ahora depende, ¿en qué quedamos?"],
)
def test_to_open_it_again_and_to_file_another_are_two_things(talk, text):
    talk.turn("reopen", "¿se reabre?", party="complainant", status="in_process")
    talk.turn("refile", "¿y otra?")
    said = talk.turn("why", text)
    assert texts(said).startswith("Valen las dos, porque son dos cosas: una queja retirada no se vuelve a abrir")
    assert answers(said)[0]["sources"] == ["P5", "P7", "P10"]


def test_of_a_report_and_a_complaint_each_has_its_rule(talk):
    talk.turn("withdraw", "¿lo quito?", party="complainant", kind="report", ground="other")
    talk.turn("withdraw", "no, es queja", kind="complaint")
    said = texts(talk.turn("why", "antes dijo que el informe no se puede y ahora que sí, ¿cuál es la verdad?"))
    assert "informe solo se retira si es por robo de imágenes" in said and "una queja, por cualquier motivo" in said


def test_that_it_is_closed_does_not_keep_from_appealing(talk):
    talk.turn("withdraw", "¿la quita?", **{**_ACCUSED, "status": "processed"})
    talk.turn("appeal", "¿puedo apelar?")
    said = texts(talk.turn("why", "usted dijo que la cerrada ya no tiene remedio y ahora que apele, ¿en qué quedamos?"))
    assert "impide retirarla (pregunta 3), pero no apelar" in said


def test_to_take_the_product_down_and_to_withdraw_are_two_things(talk):
    talk.turn("ip_remove_listing", "¿la bajo de la tienda?", **_ACCUSED)
    talk.turn("ip_withdrawal_effect", "¿y si la retiran?")
    said = texts(talk.turn("why", "dijo que borrar no sirve y ahora que puede ayudar, ¿en qué quedamos?"))
    assert said.startswith("Son dos cosas distintas: quitar el producto no cambia nada")


@pytest.mark.parametrize(
    "text",
    ["dijo que pedirlo no sirve y ahora que puede ayudar", "si bajan el precio no sirve, pero dijo que puede ayudar"],
)
def test_of_a_withdrawal_alone_the_two_sources_are_told_apart(talk, text):
    talk.turn("ip_withdrawal_effect", "¿y si la retiran?", **_ACCUSED)
    assert "Son dos fuentes que no coinciden" in texts(talk.turn("why", text))


def test_of_a_report_that_was_told_of_as_one_two_sayings_are_not_of_the_two_kinds(talk):
    talk.turn("withdraw", "¿lo quito?", party="complainant", kind="report", ground="other")
    said = texts(talk.turn("why", "primero me dijo que no y luego que depende, ¿cuál es?"))
    assert "cuál es la suya" not in said


@pytest.mark.parametrize("asked", [None, "withdraw"])
def test_who_says_that_they_did_not_withdraw_hears_what_holds_of_the_state_that_they_told(talk, asked):
    talk.turn(asked or "inform", "me cerraron la queja que puse", party="complainant", status="processed")
    said = texts(talk.turn("correction", "no, yo no la quité, la cerraron ellos"))
    assert said.startswith("Tiene razón, perdone") and "procesa" in said.replace("procesó", "procesa")


def test_who_asks_which_of_two_holds_of_a_matter_next_door_hears_of_that(talk):
    talk.turn("appeal", "¿puedo apelar?", party="complainant", ground="image_theft")
    said = talk.turn("why", "¿en qué quedamos, puedo o no puedo?")
    assert texts(said).startswith("De que apele quien se quejó") and answers(said)[0]["about"] == "appeal"


def test_who_only_says_that_it_was_missed_is_asked(talk):
    talk.turn("withdraw", "¿la quito con su clave?", party="complainant", entities=[("detail", "third_account")])
    assert not texts(talk.turn("correction", "no pregunté eso")).startswith("Perdone. ")


def test_a_word_that_was_left_out_is_explained_alone(talk):
    talk.turn("next_step", "¿qué hago?", **_ACCUSED)
    said = talk.turn("meaning", "no me dijo qué es mediar", term="mediacion", said={"mediacion": "mediar"})
    assert {answer["verdict"] for answer in answers(said)} == {None}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("¿qué es lo primero que hace mi tía?", "next_step"),
        ("¿y lo primero que debe hacer cuál es?", "next_step"),
        ("¿qué es lo primero que hace Alibaba?", None),
        ("lo primero que hice fue llamarlo", None),
        ("¿qué es lo primero?", None),
    ],
)
def test_what_to_begin_with_is_no_word(text, means):
    knowledge = project_knowledge()
    assert meant_by_words(knowledge, knowledge.asked_in_words.at_first, "meaning", text) == means


def test_what_is_not_asked_needs_no_comma_before_it(talk):
    talk.turn("ip_outcomes", "¿me cierran la cuenta?", entities=[("detail", "shop_closed")], **_ACCUSED)
    text = "te pregunté por la cuenta no por la sanción"
    said = talk.turn(
        "ip_outcomes", text, {"ip_outcomes": 0.7, "correction": 0.2}, asked="por la cuenta no por la sanción"
    )
    assert "ierre de tienda" in texts(said) and "dos resultados" not in texts(said)


@pytest.mark.parametrize("text", ["¿pierdo el derecho a retirarla?", "pierdo la posibilidad de quitarla, ¿no?"])
def test_who_fears_to_lose_the_withdrawal_claims_nothing_of_another_complaint(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert "presentar otra, salvo" not in texts(talk.turn("confirm", text, {"withdraw": 0.4}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("no me dijo lo del celular", "where"),
        ("lo del cel no lo aclaró", "where"),
        ("lo del celular roto ya está", None),
        ("no me respondió si se paga", "cost"),
        ("no dijo si hay que pagar algo", "cost"),
        ("¿y si se paga al vendedor?", None),
        ("¿y si hay que pagar la multa?", None),
    ],
)
def test_what_was_left_out_is_named_in_few_words(text, names):
    assert named_question(project_knowledge(), text, ()) == names


@pytest.mark.parametrize(
    ("text", "is_named_so"),
    [
        ("¿con eso la retiran? digo, si con eso me la quitan", True),
        ("pregunto si con esto ya la retirarán", True),
        ("¿con eso la retiro yo?", False),
        ("si con eso no alcanza, ¿qué hago?", False),
    ],
)
def test_whether_something_makes_them_withdraw_is_whether_it_obliges_them(text, is_named_so):
    assert is_named(project_knowledge(), "not_obliged", text) is is_named_so


def test_what_is_held_against_us_is_no_claim(talk):
    talk.turn("reopen", "¿se abre otra vez?", party="complainant", status="withdrawn")
    talk.turn("refile", "¿y con pruebas?", evidence="yes")
    said = put(talk, "why", "Primero dice que [no se abre](no_reopen), ahora dice que depende. ¿Cuál es la verdad?")
    assert texts(said).startswith("Valen las dos, porque son dos cosas")


def test_what_is_pressed_for_is_no_part_of_what_is_quoted():
    text = "no me contestó. Pregunto: ¿pueden aplazar la decisión, sí o no?"
    message = {"text": text, "reading": {"asked": (text.index("¿"), len(text))}}
    assert words_asked(project_knowledge(), message) == "pueden aplazar la decisión"


def test_that_a_notice_came_and_that_it_may_be_in_process_is_told_apart(talk):
    talk.turn("ip_notice", "¿qué es el aviso?", party="respondent", ground="image_theft")
    said = texts(talk.turn("why", "primero dice en trámite y ahora que ya está confirmado. No cuadra"))
    assert "{" not in said and "la 3, que quien presentó la queja puede retirarla mientras siga en trámite" in said


def test_two_sentences_of_ours_without_a_source_are_put_side_by_side(talk):
    talk.turn("order", "¿y el envío?", entities=[("detail", "relist")], **_ACCUSED)
    talk.turn("lawyer", "¿hace falta un abogado?", entities=[("detail", "need_lawyer")])
    said = texts(talk.turn("why", "dice que publicarlo de nuevo no, pero también que hace falta un abogado"))
    assert "{" not in said


def test_what_was_left_out_of_the_phone_is_answered_for_the_phone(talk):
    talk.turn("withdraw", "¿en el cel se puede?", party="complainant", status="in_process")
    said = texts(talk.turn("correction", "no dijiste lo del cel"))
    assert "teléfono" in said and "con otras palabras" not in said
