"""The case in short, also for somebody else; and sums put to us: only what was judged is agreed to."""

from __future__ import annotations

import re

import pytest

from tests.unit.actions.simulation import answers, put, responses, texts

_OPEN = {"party": "complainant", "kind": "complaint", "status": "in_process"}
_ACCUSED = {"party": "respondent", "ground": "product_infringement"}
_WORDS = 60


def _is_short(said: list[dict]) -> bool:
    return len(re.findall(r"\w+", texts(said).partition("\n\nFuente")[0].partition(".")[2])) <= _WORDS


def test_a_summary_says_the_step_and_what_comes_after_a_withdrawal(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    said = talk.turn("rephrase", "resúmamelo todo, por favor")
    assert "Deje todo arreglado con la otra parte" in texts(said) and _is_short(said)
    assert "Con pruebas de la infracción, sí se puede presentar otra; sin ellas, no." in texts(said)
    assert answers(said)[0]["sources"] == ["P1", "P2", "P3", "P5", "P7", "P10"]


def test_a_summary_says_what_was_asked_beside_the_withdrawal(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_ACCUSED)
    talk.turn("ip_remove_listing", "¿sirve de algo borrar el producto?")
    said = talk.turn("rephrase", "un resumen para mi socia")
    assert "quitar o eliminar el producto ya no cambia el resultado" in texts(said) and _is_short(said)
    assert "Lo siguiente es apelar" in texts(said) and "solo la puede retirar quien" in texts(said).lower()
    assert texts(said).startswith("En pocas palabras. Lo siguiente")


def test_a_summary_to_the_accused_of_an_open_one_keeps_what_was_asked(talk):
    talk.turn("ip_remove_listing", "¿sirve de algo borrar el producto?", **_ACCUSED, status="in_process")
    said = talk.turn("rephrase", "un resumen para mi socia")
    assert "ya no cambia el resultado" in texts(said) and _is_short(said)


def test_a_summary_says_what_the_proof_decides_once_and_after_the_step(talk):
    talk.turn("refile", "ya la retiré, ¿puedo poner otra?", party="complainant", status="withdrawn")
    assert texts(talk.turn("rephrase", "resúmamelo todo, por favor")).count("pruebas de la infracción") == 1
    talk.turn("withdraw", "no me ha pagado, ¿la quito?", **_OPEN, issues_resolved="no")
    said = texts(talk.turn("rephrase", "resúmamelo todo, por favor"))
    assert "Le falta arreglar lo pendiente. Cuando lo esté" in said and "se puede presentar otra" in said


def test_a_summary_says_usted_to_who_filed(talk):
    talk.turn("inform", "puse una queja", party="complainant")
    assert "quien la presentó" not in texts(talk.turn("rephrase", "resúmamelo todo, por favor"))


def test_a_summary_of_one_that_was_processed_says_so_once(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    talk.turn("respondent_request", "me pide que la quite, ¿le hago caso?")
    said = texts(talk.turn("rephrase", "resúmamelo todo, por favor"))
    assert said.count("proces") == 1 and "medie" in said


@pytest.mark.parametrize("intent", ["contact", "capabilities", "nlu_fallback", "privacy", "rephrase"])
@pytest.mark.parametrize(
    "text",
    [
        "pásemelo en limpio para enviárselo a mi socia",
        "¿me hace un resumencito para la abogada?",
        "dejámelo todo en limpio así lo reenvío",
        "¿me lo puede resumir en un mensaje?",
        "sintetíceme lo dicho",
        "prepáreme una síntesis para la gestora",
    ],
)
def test_whatever_it_is_for_a_summary_is_given(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    said = talk.turn(intent, text, entities=[("detail", "what_to_write")])
    assert responses(said)[0].startswith("utter_summary")


@pytest.mark.parametrize(
    "text", ["deme lo principal en tres renglones", "en cortito, ¿qué hago?", "todo en un mensaje corto"]
)
def test_the_whole_is_asked_for_in_other_words(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    assert responses(talk.turn("rephrase", text))[0].startswith("utter_summary")


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("withdraw", "o sea que todo se resume en esperar, ¿la puedo retirar?"),
        ("confirm", "eso que le resumí antes, ¿es así?"),
        ("sources", "¿me da el resumen de la pregunta 7?"),
        ("confirm", "Resumo: la retiro hoy, ¿correcto?"),
        ("withdraw", "dígame en una frase: ¿la retiro o no?"),
        ("refile", "en resumen, ¿puedo poner otra?"),
        ("rephrase", "más corto, por favor"),
        ("first_filing", "¿hay que presentar un informe con las pruebas?"),
        ("contact", "¿me manda el informe por correo?"),
        ("ip_outcomes", "haga lo que haga, ¿me quitan puntos?"),
    ],
)
def test_what_asks_for_no_summary_gets_none(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    assert not any(name.startswith("utter_summary") for name in responses(talk.turn(intent, text)))


@pytest.mark.parametrize(
    "text",
    [
        "entonces ¿[me sancionan](sanction_certain) o me perdonan la mitad?",
        "¿solo [él la puede quitar](only_filer) o mejor la quito yo?",
        "o sea que [le escribo](can_write) o mejor no",
    ],
)
def test_who_asks_to_choose_is_not_agreed_with(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_ACCUSED)
    assert not re.match(r"(?:La .*:\n)?(?:Así es|En esto, sí|Sí, eso es)", texts(put(talk, "confirm", text)))


@pytest.mark.parametrize(
    "text",
    [
        "o sea que [solo él la puede quitar](only_filer), ¿correcto?",
        "más o menos entiendo: [solo él la puede quitar](only_filer), ¿verdad?",
        "[solo la quita él](only_filer), ¿o me equivoco?",
    ],
)
def test_who_asks_whether_it_is_so_is_agreed_with(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_ACCUSED)
    assert re.match(r"Así es|En esto, sí|No se equivoca|Quien la presentó, sí", texts(put(talk, "confirm", text)))


def test_nothing_is_agreed_to_without_saying_what(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process", ground="other")
    said = texts(talk.turn("confirm", "así que nada de otra, ¿no?"))
    assert re.match(r"Así es\. \w", said)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("appeal", "¿y dónde apelo, en qué parte?"),
        ("appeal", "¿a qué parte le escribo?"),
        ("where", "¿por qué parte entro?"),
    ],
)
def test_where_something_is_done_is_not_which_part_was_wrong(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_ACCUSED)
    put(talk, "confirm", "o sea que [ya no hay nada que hacer](nothing_to_do), ¿verdad?")
    assert "utter_claims_not_so" not in responses(talk.turn(intent, text))


def test_both_kinds_are_judged_by_the_rule(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    said = put(talk, "confirm", "entonces [las quejas se quitan](complaint_any) y los reportes no, ¿verdad?")
    assert texts(said).startswith("Un informe solo se retira si es por robo de imágenes")


@pytest.mark.parametrize("text", ["si espero demasiado ", "si lo dejo pasar, ", "cuando pasen unos días, "])
def test_that_it_cannot_be_later_is_of_one_that_was_processed(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    said = texts(put(talk, "confirm", f"o sea que {text}[ya no la puedo quitar](i_cannot_withdraw), ¿verdad?"))
    assert "una vez procesada" in said.lower() and "No, no es así" not in said


@pytest.mark.parametrize("text", ["hablarle a la marca sirve de poco", "de nada vale escribirles"])
def test_that_asking_is_of_little_use_is_a_claim(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_ACCUSED)
    said = texts(put(talk, "confirm", f"entonces [borrar no sirve](removal_useless), {text}, ¿correcto?"))
    assert "pedirlo sirve de poco" in said


@pytest.mark.parametrize("intent", ["appeal", "rephrase", "confirm"])
def test_who_does_not_understand_and_presses_hears_an_answer(talk, intent):
    talk.turn("appeal", "¿puedo apelar?", **_ACCUSED)
    text = "no entiendo qué quiso decir. ¿el vendedor puede apelar, sí o no?"
    said = talk.turn(intent, text, {} if intent == "appeal" else {"appeal": 0.3})
    assert "puede apelar" in texts(said).lower() and "quiere decir que" not in texts(said).lower()


def test_who_only_does_not_understand_has_the_note_explained(talk):
    talk.turn("appeal", "¿puedo apelar?", **_ACCUSED)
    said = talk.turn("meaning", "no entiendo qué quiso decir con lo de quitar el enlace cuando la queja procede")
    assert "uiere decir que" in texts(said)


@pytest.mark.parametrize(
    "text",
    ["¿es obligatorio quitarla, sí o no?", "¿tengo que retirarla?", "¿estoy obligada a cancelarla si me lo ruegan?"],
)
def test_whether_one_has_to_is_not_whether_one_may(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    said = texts(talk.turn("withdraw", text, {"withdraw": 0.6, "confirm": 0.2}))
    assert said.startswith(("La guía no obliga a retirarla", "La guía no dice que deba retirarla"))


@pytest.mark.parametrize(
    "text",
    [
        "¿debo quitarla?",
        "¿tengo que quitarla si me pagan algo?",
        "¿la tengo que retirar en Mi Taobao?",
        "¿tengo que quitarla antes del lunes?",
        "¿la puedo quitar, sí o no?",
    ],
)
def test_what_only_sounds_like_a_duty_is_asked_of_the_rule(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_OPEN)
    assert "no obliga" not in texts(talk.turn("withdraw", text))


@pytest.mark.parametrize(
    ("topic", "case", "text", "begins"),
    [
        ("ip_outcomes", _ACCUSED, "¿me descuentan puntos, sí o no?", "Depende de si la denuncia queda probada"),
        ("refile", {**_OPEN, "ground": "other"}, "¿puedo poner otra, sí o no?", "No: por lo que me cuenta"),
        (
            "ip_outcomes",
            {**_ACCUSED, "ground": "other"},
            "¿me sancionan, sí o no?",
            "Si hay sanción o puntos por otro motivo",
        ),
        ("ip_outcomes", _ACCUSED, "¿qué resultados puede tener?", "Solo hay dos resultados"),
        ("refile", {**_OPEN, "ground": "other"}, "¿se podría poner otra?", "Por lo que me cuenta"),
    ],
)
def test_who_asks_for_a_yes_or_a_no_hears_it_first(talk, topic, case, text, begins):
    talk.turn("inform", "es lo mío", **case)
    assert texts(talk.turn(topic, text)).startswith(begins)


@pytest.mark.parametrize(
    "paper", ["informe del perito", "informe de un laboratorio", "informe notarial", "reporte de mi abogado"]
)
def test_a_paper_is_no_report_to_the_platform(talk, paper):
    talk.turn("reopen", "retiré mi queja", party="complainant", kind="complaint", status="withdrawn")
    talk.turn("inform", f"tengo el {paper}", kind="report", evidence="yes", said={"kind": paper.split()[0]})
    assert talk.slots["kind"] == "complaint"


@pytest.mark.parametrize("text", ["puse un reporte de un joyero", "hice un informe de una abogada que insulta"])
def test_a_report_may_be_of_who_makes_papers(talk, text):
    talk.turn("withdraw", text, party="complainant", kind="report", said={"kind": text.split()[2]})
    assert talk.slots["kind"] == "report"


@pytest.mark.parametrize("intent", ["respondent_request", "next_step", "rephrase", "nlu_fallback"])
@pytest.mark.parametrize("text", ["¿y qué le cuento a mi madre?", "en una frase, ¿qué le digo a mi jefa?"])
def test_what_to_tell_ones_own_is_the_whole_in_short(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    said = talk.turn(intent, text, entities=[("detail", "what_to_write")])
    assert texts(said).startswith("En pocas palabras.") and answers(said)[0]["topic"] == "rephrase"


def test_what_to_tell_the_other_party_is_no_summary(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "En pocas palabras" not in texts(talk.turn("respondent_request", "¿qué le digo al vendedor?"))


def test_a_question_beside_wanting_it_shorter_is_answered(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="image_theft")
    said = talk.turn("rephrase", "en cristiano, me descuentan puntos o no", {"rephrase": 0.6, "ip_outcomes": 0.3})
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"
    assert answers(talk.turn("rephrase", "en cristiano, por favor"))[0]["topic"] == "rephrase"


def test_a_reason_for_asking_is_no_question_why(talk):
    talk.turn("duration", "¿cuánto tarda?", party="respondent")
    text = "¿y yo dónde lo veo? Porque dice que solo lo ve él"
    assert answers(talk.turn("why", text, {"why": 0.5, "status_check": 0.4}))[0]["topic"] == "status_check"
    assert answers(talk.turn("why", "¿y eso por qué?"))[0]["topic"] == "why"


def test_of_one_question_nothing_was_left_out(talk):
    talk.turn("duration", "¿cuánto tarda?", party="respondent")
    assert answers(talk.turn("correction", "no me contestó lo primero"))[0]["topic"] == "correction"
