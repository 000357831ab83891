"""What a message says of the case and asks about, with scores that say what a test wants."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.nlu.context import Context
from retirada.nlu.language import create_language
from retirada.nlu.readers.details_and_terms import terms
from retirada.nlu.readers.entities import entities
from retirada.nlu.readers.reader import Labels, Scores
from retirada.nlu.utterance import Utterance

LABELS = Labels(["cost", "refile", "thanks", "withdraw"], ["status=in_process", "status=processed"])


def test_of_two_cases_the_second_one_is_told_apart():
    words = ("una", "cerrada", "y", "otra", "pendiente")
    offsets = ((0, 3), (4, 11), (12, 13), (14, 18), (19, 28))
    utterance = Utterance(words, offsets, clause_starts=(0, 2))
    facts = np.array([[2.0, 1.0], [-1.0, 3.0], [3.0, -1.0]])
    tokens = [np.zeros((n, 2)) for n in (5, 2, 3)]
    tokens[1][1, 1] = tokens[2][2, 0] = 1
    found = entities(
        Scores(LABELS, np.zeros((3, 4)), facts, tokens), utterance, "una cerrada y otra pendiente", "inform"
    )
    assert [(e["entity"], e["value"], e["start"]) for e in found] == [
        ("status", "processed", 4),
        ("second_case", "status=in_process", 19),
    ]


@pytest.mark.parametrize(("words", "seconds"), [(("dos", "la", "otra"), 1), (("y", "la", "otra"), 0)])
def test_both_parties_are_two_cases_only_where_the_message_speaks_of_two(words, seconds):
    utterance = Utterance(("mia", *words, "suya") if seconds else ("yo", *words, "parte"), ((0, 1),) * 5, (0, 2))
    facts = np.array([[2.0, 1.0], [-1.0, 3.0], [3.0, -1.0]])
    parties = Labels(LABELS.intents, ["party=complainant", "party=respondent"])
    scored = Scores(parties, np.zeros((3, 4)), facts, [np.zeros((n, 2)) for n in (5, 2, 3)])
    found = entities(scored, utterance, "m", "inform")
    assert [e["entity"] for e in found].count("second_case") == seconds


def of_clauses(
    text: str, *facts: list[float], labels: Labels = LABELS, intent: str = "withdraw", apart: bool = False
) -> list[tuple[str, str]]:
    """What is read where these are the scores of the message and of each of its clauses; `apart`, of single clauses."""
    utterance = Utterance.from_doc(create_language()(text))
    n_tokens = [len(utterance.norms), *(len(clause.norms) for clause in utterance.clauses())]
    tokens = [np.eye(n)[:, [-1] * len(labels.facts)] for n in n_tokens]  # the last word says it
    scored = Scores(labels, np.zeros((len(facts), 4)), np.array(facts), tokens)
    found = entities(scored, utterance, text, intent)
    return [(e["entity"], e["value"]) for e in found if (e["entity"] == "in_clause") == apart]


@pytest.mark.parametrize("intent", ["inform", "correction"])
def test_what_each_clause_says_is_read_whatever_the_message_says(intent):
    text = "el informe sigue abierto, la queja ya cerrada"
    found = of_clauses(text, [-1, 3], [3, -1], [-1, 3], intent=intent, apart=True)
    assert found == [("in_clause", "status=in_process")]


def test_what_is_not_wished_of_the_other_case_is_no_state_of_it():
    found = of_clauses("una ya cerrada, la quiero abrir; la otra no", [-1, 3], [-1, 3], [-1, -1])
    assert found == [("status", "processed")]
    found = of_clauses("una ya cerrada, sin que sepa por que; la otra no", [-1, 3], [-1, 3], [-1, -1])
    assert found == [("status", "processed"), ("second_case", "status=in_process")]


def test_what_is_said_of_both_cases_is_not_turned_round_for_the_other():
    found = of_clauses("mis dos son abiertas; retiro una; la otra no", [3, -1], [3, -1], [-1, -1], [-1, -1])
    assert found == [("status", "in_process")]


def test_the_other_case_that_goes_on_is_not_closed():
    closed, nothing = [-1, 3], [-1, -1]
    found = of_clauses("una cerrada y la otra sigue ahi", closed, closed, nothing)
    assert ("second_case", "status=in_process") in found
    assert of_clauses("una abierta y la otra sigue ahi", [3, -1], [3, -1], nothing) == [("status", "in_process")]


def test_of_none_of_the_cases_is_so_what_is_denied():
    assert of_clauses("ninguna de las dos esta cerrada", [-1, 3]) == [("status", "in_process")]


def test_who_filed_one_and_got_another_has_two_cases():
    parties = Labels(LABELS.intents, ["party=complainant", "party=respondent"])
    found = of_clauses("puse una queja y me pusieron otra", [3, -1], [3, -1], [-1, -1], labels=parties)
    assert found == [("party", "complainant"), ("second_case", "party=respondent")]


@pytest.mark.parametrize(("said", "is_of_both"), [("ya cerrada", False), ("siguen cerradas", True)])
def test_what_is_said_of_the_second_case_only_is_not_known_of_the_first(said, is_of_both):
    names = Labels(LABELS.intents, ["ground=image_theft", "ground=other", "status=processed"])
    first, second, whole = [3, -1, -1], [-1, 3, 3], [3, -1, 3]
    found = of_clauses(f"una por fotos y otra por un abrigo, {said}", whole, first, second, labels=names)
    assert ("status", "processed") in found and ("second_case", "ground=other") in found
    assert ("second_case", "status=retracted") not in found
    assert (("second_case", "status=processed") in found) != is_of_both


def test_what_is_said_of_the_first_case_only_is_not_known_of_the_second():
    names = Labels(LABELS.intents, ["ground=image_theft", "ground=other", "status=processed"])
    told, second = [3, -1, 3], [-1, 3, -1]
    found = of_clauses("una por fotos ya cerrada y otra por un abrigo", told, told, second, labels=names)
    assert ("second_case", "status=retracted") in found and ("second_case", "ground=other") in found
    found = of_clauses("dos ya cerradas por fotos y otra por un abrigo", told, told, second, labels=names)
    assert ("second_case", "status=retracted") not in found


def test_of_two_cases_each_has_who_filed_it():
    text = "la de el ya cerrada, la mia en tramite"
    utterance = Utterance.from_doc(create_language()(text))
    facts = np.array([[1.0, 2.0], [-1.0, 3.0], [3.0, -1.0]])
    n_tokens = [len(utterance.norms), *(len(clause.norms) for clause in utterance.clauses())]
    scored = Scores(LABELS, np.zeros((3, 4)), facts, [np.zeros((n, 2)) for n in n_tokens])
    found = [(e["entity"], e["value"]) for e in entities(scored, utterance, text, "inform")]
    assert {("party", "respondent"), ("status", "processed")} <= set(found)
    assert {("second_case", "party=complainant"), ("second_case", "status=in_process")} <= set(found)


@pytest.mark.parametrize(("intent", "names"), [("withdraw", ["status", "supposed"]), ("inform", ["status"])])
def test_a_fact_within_a_supposition_is_supposed_unless_the_message_states_it(intent, names):
    utterance = Utterance(("si", "ya", "cerrada"), ((0, 2), (3, 5), (6, 13)), supposed=((0, 13),))
    tokens = [np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 1.0]])]
    scored = Scores(LABELS, np.zeros((1, 4)), np.array([[-1.0, 2.0]]), tokens)
    assert [e["entity"] for e in entities(scored, utterance, "si ya cerrada", intent)] == names


def test_the_word_asked_about_is_named():
    utterance = Utterance(("que", "es", "tramite"), ((0, 3), (4, 6), (7, 14)))
    tokens = [np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0]])]
    labels = Labels(["meaning", "withdraw"], ["term=en_tramite", "term=panel"])
    scored = Scores(labels, np.zeros((1, 2)), np.array([[-1.0, -2.0]]), tokens)
    assert [(e["entity"], e["value"]) for e in terms(scored, utterance)] == [("term", "en_tramite")]


def test_that_there_is_no_proof_is_read_beside_what_is_taken_for_one():
    proof = Labels(LABELS.intents, ["evidence=yes", "evidence=no"])
    found = of_clauses("no hay pruebas; tengo el registro", [3, -1], [-1, 3], [3, -1], labels=proof)
    assert found == [("evidence", "no"), ("evidence", "yes")]


@pytest.mark.parametrize(("known", "is_read"), [(None, True), ("complainant", False)])
def test_who_filed_it_is_read_sooner_while_it_is_not_known(known, is_read):
    utterance = Utterance(("mi", "tienda"), ((0, 2), (3, 9)))._replace(context=Context(party=known))
    parties = Labels(LABELS.intents, ["party=complainant", "party=respondent"])
    scored = Scores(parties, np.zeros((1, 4)), np.array([[-3.0, -0.5]]), [np.zeros((2, 2))])
    found = entities(scored, utterance, "mi tienda", "inform")
    assert (("party", "respondent") in [(e["entity"], e["value"]) for e in found]) is is_read
