"""Which words speak of a second case, and who filed each of two."""

from __future__ import annotations

import pytest

from retirada.nlu.language import create_language
from retirada.nlu.two_cases import filed_each, words_for_two
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
