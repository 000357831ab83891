"""Which words speak of a second case, and who filed each of two."""

from __future__ import annotations

import pytest

from retirada.nlu.language import create_language
from retirada.nlu.questions.two_cases import filed_each, named_cases, words_for_two
from retirada.nlu.utterance import Utterance

NLP = create_language()


def norms(text: str) -> tuple[str, ...]:
    return Utterance.from_doc(NLP(text)).norms


@pytest.mark.parametrize(
    "text",
    [
        "¿después ya no podría presentar otra?",
        "esa queja no es mía, otro poner contra mi negocio",
        "estimado señor mío, me llegó un aviso",
        "la puse hace dos semanas y otra persona la contestó",
        "otra vez me dice lo mismo la otra parte",
        "son diseños míos",
    ],
)
def test_what_is_another_and_no_case_makes_no_second_one(text):
    assert not words_for_two(norms(text))


@pytest.mark.parametrize(
    "text", ["una cerrada y otra no", "tengo dos", "la mía y la suya", "y la segunda sigue abierta"]
)
def test_what_counts_cases_may_make_a_second_one(text):
    assert words_for_two(norms(text))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("hay una que presenté yo y otra que me metieron a mí", ["complainant", "respondent"]),
        ("me llegó una y yo metí otra", ["respondent", "complainant"]),
        ("son dos: la que me pusieron y la que puse", ["respondent", "complainant"]),
        ("tengo una mía y otra en contra mía", ["complainant", "respondent"]),
        ("mi clienta presentó una y recibió otra", ["complainant", "respondent"]),
        ("nos denunciaron por copia y nosotros pusimos una contra la imprenta", ["respondent", "complainant"]),
    ],
)
def test_who_filed_each_of_two_is_told_by_the_words(text, parties):
    assert [filed.party for filed in filed_each(norms(text)) or ()] == parties


@pytest.mark.parametrize("text", ["no puse una queja, me llegó una", "puse una queja y el vendedor me puso mala cara"])
def test_who_speaks_of_one_complaint_filed_no_other(text):
    assert filed_each(norms(text)) is None


def test_another_begins_a_clause_after_what_is_so_of_the_first():
    clauses = [clause.norms[0] for clause in Utterance.from_doc(NLP("una cerrada otra pendiente todavía")).clauses()]
    assert clauses == ["una", "otra"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la de las tazas sigue, el del bolso no", ["tazas", "bolso"]),
        ("de las tazas tengo pruebas; de los bolsos no", ["tazas", "bolsos"]),
        ("la de él ya está", []),
        ("de la queja no sé nada, de las partes tampoco", []),
        ("me deben parte de las tazas", []),
    ],
)
def test_cases_are_called_by_what_they_are_about(text, names):
    assert list(named_cases(norms(text))) == names


@pytest.mark.parametrize("text", ["la", "la de", "la de la", "de", "de la"])
def test_what_breaks_off_names_no_case(text):
    assert not named_cases(text.split())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("una la cerraron la otra sigue", 2),
        ("en la primera tengo pruebas, en la segunda no", 2),
        ("la de fotos tiene pruebas, la del pedido no", 2),
        ("puse una queja en la otra tienda", 1),
        ("una queja que puse la otra semana", 1),
    ],
)
def test_the_second_case_begins_a_clause(text, clauses):
    assert len(list(Utterance.from_doc(NLP(text)).clauses()) or [text]) == clauses


def test_a_parcel_that_came_or_did_not_is_no_complaint_against_one():
    assert filed_each(norms("puse una por unas fotos y otra porque no me llegó un paquete")) is None


@pytest.mark.parametrize(
    "text", ["hay una cerrada, por copia, y una abierta", "tengo una por copia, la de las fotos ya no"]
)
def test_one_and_one_are_two(text):
    assert words_for_two(norms(text))


@pytest.mark.parametrize("text", ["una queja y una duda", "tengo una por copia que sigue abierta"])
def test_one_alone_is_one(text):
    assert not words_for_two(norms(text))


def test_cases_are_named_by_what_a_complaint_is_for():
    assert set(named_cases(norms("retiré la queja por la copia, y la de las fotos sigue"))) == {"copia", "fotos"}


def test_another_begins_a_clause_where_the_first_is_named():
    utterance = Utterance.from_doc(NLP("la de fotos la retiré la otra de marca sigue"))
    assert [clause.norms[0] for clause in utterance.clauses()] == ["la", "la"]
