"""What is stated of the case, by where in the message it stands."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import REFILE, reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no hay prueba, producto es mi diseño", "no hay prueba"),
        ("la prueba es mía. él no tiene prueba", "no tiene prueba"),
        ("ellos no tienen pruebas pero yo tengo el registro", "no tienen pruebas"),
    ],
)
def test_that_the_other_has_no_proof_stands_beside_the_accuseds_own(text, words):
    accused = {**REFILE, "party": "respondent"}
    assert reading("inform", text, accused, ("evidence", "no", words)).stated == {"evidence": "no"}


def test_the_accuseds_own_proof_is_none_and_makes_no_second_case():
    text = "no hay prueba. tengo registro"
    found = ("evidence", "no", "no hay prueba"), ("second_case", "evidence=yes", "registro")
    both = reading("inform", text, {**REFILE, "party": "respondent"}, *found)
    assert (both.stated, both.second_case) == ({"evidence": "no"}, {})
    own = reading("inform", "tengo mi factura", {**REFILE, "party": "respondent"}, ("evidence", "yes", "factura"))
    assert own.stated == {}


@pytest.mark.parametrize(
    ("ground", "stated"),
    [("product_infringement", {"evidence": "yes"}), ("other", {"evidence": "no"}), (None, {})],
)
def test_what_a_chat_proves_depends_on_what_the_complaint_is_about(ground, stated):
    found = ("evidence", "yes", "tengo")
    assert reading("inform", "sí tengo, está todo en el chat", {**REFILE, "ground": ground}, found).stated == stated


def test_what_answers_our_question_is_not_supposed_though_it_begins_with_si():
    found = ("evidence", "yes", "tengo"), ("supposed", "yes", "tengo")
    answer = reading("refile", "si tengo, todas. entonces la pongo?", REFILE, *found)
    assert (answer.stated, answer.supposes) == ({"evidence": "yes"}, False)
    asked = reading("refile", "¿y si tengo pruebas?", REFILE, *found)
    assert (asked.stated, asked.supposes) == ({"evidence": "yes"}, True)


def test_what_is_asked_back_is_not_stated_by_who_said_otherwise():
    text = "¿cómo que ya se procesó? si te dije que sale pendiente"
    said = reading("correction", text, {"status": "processed"}, ("status", "processed", "ya se procesó"))
    assert (said.intent, said.stated) == ("correction", {"status": "in_process"})


def test_who_said_so_before_and_asks_something_new_is_answered_that():
    text = "ya te dije que sigue en trámite. ¿dónde la retiro?"
    assert reading("where", text, {}, ("status", "in_process", "sigue en trámite")).intent == "where"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("ya me fijé y dice pendiente, ¿la quito?", {"status": "in_process"}),
        ("me sale como cerrada", {"status": "processed"}),
        ("no dice pendiente", {}),
        ("¿dónde dice pendiente?", {}),
    ],
)
def test_what_is_seen_beside_the_complaint_says_where_it_stands(text, stated):
    assert reading("withdraw", text, {}).stated == stated


@pytest.mark.parametrize("text", ["y yo q sé si tiene, las fotos nomás", "yo no sé en qué punto está, lo tiene él"])
def test_who_does_not_know_leaves_the_question_open(text):
    assert reading("inform", text, {**REFILE, "party": "respondent"}).intent == "dont_know"


def test_who_does_not_know_and_asks_is_answered():
    assert reading("where", "no sé en qué punto está, ¿dónde lo veo?", REFILE).intent == "where"


def test_whoever_is_named_in_place_of_the_person_filed_it():
    text = "yo no la puse, fue mi nuera. ¿la tiene que quitar ella?"
    assert reading("withdraw", text, {"party": "respondent"}).stated == {"party": "complainant"}
    assert reading("elsewhere", text, {"party": "respondent"}).stated == {}


@pytest.mark.parametrize("text", ["fue mi vecina la que me denunció", "yo no la puse, me la pusieron a mí"])
def test_who_accused_the_person_did_not_file_in_their_place(text):
    assert reading("inform", text, {"party": "respondent"}).stated == {}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("¿y a mí me van a quitar puntos?", {}),
        ("a mí me quitaron puntos. ¿y ahora?", {"party": "respondent"}),
    ],
)
def test_a_question_makes_nobody_the_other_party(text, stated):
    words = "me van a quitar" if "van" in text else "me quitaron"
    assert reading("ip_outcomes", text, {"party": "complainant"}, ("party", "respondent", words)).stated == stated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No. Ahí está resuelta.", "está"),
        ("no, ya está procesada", "procesada"),
        ("Pero no: quedó cerrado ayer", "cerrado"),
    ],
)
def test_a_no_that_stands_alone_denies_nothing_of_what_follows(text, words):
    assert reading("correction", text, {"topic": "withdraw"}, ("status", "in_process", words)).stated == {
        "status": "processed"
    }


@pytest.mark.parametrize("text", ["No. Todavía no está resuelta.", "no, dice pendiente", "no está cerrada"])
def test_a_no_to_us_leaves_what_is_open_open(text):
    words = text.split()[-1]
    stated = reading("correction", text, {"topic": "withdraw"}, ("status", "in_process", words)).stated
    assert stated == {"status": "in_process"}


@pytest.mark.parametrize(
    "text",
    [
        "se lo repito: resuelta",
        "te digo que la cerraron el martes, ¿entonces no?",
        "me avisaron por correo que la dan por cerrada",
        "Ya le he dicho que está procesada.",
    ],
)
def test_that_it_is_closed_is_told_in_reported_words(text):
    assert reading("withdraw", text, {"topic": "withdraw"}).stated == {"status": "processed"}


@pytest.mark.parametrize(
    "text",
    [
        "¿me dijeron que la cerraron?",
        "no le dije cerrada",
        "dijeron que si la cerraron me avisan",
        "me avisaron que cerraron su local",
    ],
)
def test_that_it_is_closed_is_not_told_by_a_question_or_a_denial(text):
    assert reading("withdraw", text, {"topic": "withdraw"}).stated == {}


def test_what_is_settled_with_somebody_is_not_closed():
    text = "les digo que el asunto quedó resuelto con ella"
    assert reading("withdraw", text, {"topic": "withdraw"}).stated == {"issues_resolved": "yes"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no está en trámite, me escribió que la retiró", "withdrawn"),
        ("dice que ya la retiró, pero me sale en trámite", "in_process"),
    ],
)
def test_of_a_withdrawal_that_the_accused_tells_of_the_last_word_counts(text, status):
    said = ("status", "in_process", "en trámite")
    stated = reading("correction", text, {"party": "respondent", "status": "in_process"}, said).stated
    assert stated == {"status": status}


@pytest.mark.parametrize(
    ("text", "ground", "evidence"),
    [
        ("tengo fotos del plato roto", None, "no"),
        ("tengo guardados los insultos", "other", "no"),
        ("tengo fotos de la copia, que vino rota", None, "yes"),
        ("tengo las fotos, la cámara está rota", "image_theft", "yes"),
    ],
)
def test_what_shows_broken_goods_or_insults_is_no_proof_of_an_infringement(text, ground, evidence):
    slots = {**REFILE, "party": "complainant", "ground": ground}
    assert reading("inform", text, slots, ("evidence", "yes", "tengo")).stated == {"evidence": evidence}


def test_one_fault_that_is_denied_for_another_leaves_the_ground():
    slots = {"topic": "refile", "party": "complainant", "ground": "other"}
    text = "no es un envío perdido, son groserías y amenazas"
    assert reading("correction", text, slots, ("ground", "other", "envío")).retracted == []


@pytest.mark.parametrize("text", ["plagio no es, nomás vino mal", "pues copia no hay", "no me copió nada"])
def test_that_there_is_no_infringement_answers_the_question_for_proof(text):
    assert reading("confirm", text, {**REFILE, "party": "complainant"}).stated == {"evidence": "no"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dígamelo claro, es para mi informe", None),
        ("el informe que redacto lo pide", None),
        ("hay un informe pericial de mis telas", None),
        ("me pusieron un informe por spam", "report"),
    ],
)
def test_a_paper_of_ones_own_is_no_report(text, kind):
    assert reading("inform", text, {}, ("kind", "report", "informe")).stated.get("kind") == kind


def test_who_asks_to_file_it_anew_and_says_in_a_clause_that_it_was_withdrawn_is_not_told_how():
    text = "la puso y la retiró en mayo. ¿puede ponerla otra vez?"
    entities = ("in_clause", "status=withdrawn", "retiró"), ("second_topic", "refile", "puede")
    said = reading("withdraw", text, {}, *entities)
    assert (said.intent, said.stated, said.questions) == ("refile", {"status": "withdrawn"}, ["refile"])
    plan = "que cobre y luego la retire. ¿puedo poner otra?"
    assert reading("refile", plan, {}, ("in_clause", "status=withdrawn", "retire")).stated == {}


def test_an_outcry_supposes_nothing():
    entities = ("issues_resolved", "no", "me ha pagado"), ("supposed", "yes", "me ha pagado")
    assert not reading("withdraw", "¿cómo? ¡si no me ha pagado!", {"topic": "withdraw"}, *entities).supposes
    assert reading("withdraw", "si no me ha pagado, ¿la quito?", {"topic": "withdraw"}, *entities).supposes


def test_who_writes_of_others_is_no_party():
    text = "soy periodista y escribo de tiendas denunciadas"
    assert reading("withdraw", text, {}, ("party", "respondent", "denunciadas")).stated == {}
    own = "soy periodista y me denunciaron por una foto"
    assert reading("withdraw", own, {}, ("party", "respondent", "denunciaron")).stated == {"party": "respondent"}


def test_whom_somebody_complained_of_is_the_accused():
    text = "mi suegra vende miel y una clienta la denunció"
    assert reading("withdraw", text, {}, ("party", "complainant", "denunció")).stated == {"party": "respondent"}


@pytest.mark.parametrize(
    ("text", "is_told"), [("como se si sigue en tramite", False), ("pone «en curso», ¿cómo sé si sigue?", True)]
)
def test_a_question_is_no_sign_of_where_it_stands(text, is_told):
    details = reading("status_check", text, {}, ("detail", "sounds_in_process", "si")).details
    assert ("sounds_in_process" in details) is is_told


@pytest.mark.parametrize(
    ("text", "is_taken_back"),
    [("yo no copié nada, mi marca está registrada", False), ("la queja no es de la marca, es de un paquete", True)],
)
def test_a_defence_takes_back_nothing_of_what_the_complaint_is_over(text, is_taken_back):
    slots = {"party": "respondent", "ground": "product_infringement"}
    said = reading("correction", text, slots, ("ground", "retracted", "marca"))
    assert ("ground" in said.retracted) is is_taken_back


@pytest.mark.parametrize(
    ("slots", "status"),
    [({"party": "complainant", "principal": "su mamá"}, "withdrawn"), ({"party": "complainant"}, None)],
)
def test_that_it_was_withdrawn_is_told_by_who_speaks_for_them(slots, status):
    assert reading("next_step", "se asustó, dice que ya la ha quitado", slots).stated.get("status") == status
