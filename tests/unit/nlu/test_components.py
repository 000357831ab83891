"""The Rasa components, with readers that say what a test wants."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.asked_about import terms
from retirada.nlu.catalog import Catalog, young_topics
from retirada.nlu.components.classifier import READING, AveragedClassifier
from retirada.nlu.components.fallback import ShortMessageFallbackClassifier
from retirada.nlu.components.importer import CachedImporter
from retirada.nlu.components.personal_data_filter import PersonalDataFilter
from retirada.nlu.components.tokenizer import MessageTokenizer
from retirada.nlu.context import Context
from retirada.nlu.entities import entities
from retirada.nlu.language import create_language
from retirada.nlu.reader import Labels, Scores
from retirada.nlu.training import UTTERANCE
from retirada.nlu.utterance import Utterance

LABELS = Labels(["cost", "refile", "thanks", "withdraw"], ["status=in_process", "status=processed"])


def scores(*proba, facts=(-1.0, -1.0)):
    rows = np.array(proba, dtype=float)
    tokens = [np.array([[1.0, 0.0], [0.5, 0.0], [0.0, 1.0]])] * len(rows)
    return Scores(LABELS, np.log(rows), np.array([facts] * len(rows)), tokens)


def classified(linear, network, text="la retiro ya", young=None, **config):
    classifier = AveragedClassifier({**AveragedClassifier.get_default_config(), **config}, None, None)
    classifier._catalog = Catalog(frozenset({"withdraw", "refile"}), frozenset({"cost"}))
    classifier._young = young or {}
    utterance = Utterance.from_doc(create_language()(text), Context(asked="status"))
    message = Message(data={"text": text, UTTERANCE: utterance})
    message.set("linear_scores", linear)
    message.set("network_scores", network)
    return classifier.process([message])[0]


WITHDRAW, REFILE, UNSURE = (0.02, 0.02, 0.01, 0.95), (0.02, 0.95, 0.01, 0.02), (0.1, 0.35, 0.05, 0.5)


def test_the_average_decides_and_both_readings_are_kept():
    message = classified(scores(WITHDRAW), scores((0.1, 0.6, 0.1, 0.2)))
    assert message.get("intent")["name"] == "withdraw"
    assert message.get(READING)["linear"] == {"intent": "withdraw", "confidence": 0.95}
    assert message.get(READING)["network"] == {"intent": "refile", "confidence": 0.6}
    assert message.get(READING)["context"]["asked"] == "status"
    assert message.get("intent_ranking")[0] == message.get("intent")


def test_a_fact_has_one_value_and_spans_its_words():
    message = classified(scores(WITHDRAW, facts=(2.0, 3.0)), scores(WITHDRAW, facts=(2.0, -1.0)))
    (entity,) = message.get("entities")
    assert (entity["entity"], entity["value"], entity["start"], entity["end"]) == ("status", "in_process", 0, 9)


def test_a_second_question_is_one_that_a_clause_asks():
    both, text = (0.05, 0.4, 0.05, 0.5), "pongo otra y la retiro"
    message = classified(scores(both, REFILE, WITHDRAW), scores(both, REFILE, WITHDRAW), text)
    assert message.get("intent")["name"] == "refile"
    assert [e["value"] for e in message.get("entities") if e["entity"] == "second_topic"] == ["withdraw"]
    message = classified(scores(both, WITHDRAW, WITHDRAW), scores(both, WITHDRAW, WITHDRAW), text)
    assert message.get("entities") == []


@pytest.mark.parametrize(
    ("text", "first"), [("¿pongo otra? ¿la retiro ya?", "refile"), ("pongo otra. ¿la retiro ya?", "withdraw")]
)
def test_what_is_written_as_a_question_keeps_its_place(text, first):
    far_behind = (0.01, 0.04, 0.01, 0.94)
    found = scores(far_behind, REFILE, WITHDRAW)
    assert classified(found, found, text).get("intent")["name"] == first


@pytest.mark.parametrize(
    ("text", "proba", "asks_back"),
    [
        ("la retiro ya", WITHDRAW, False),
        ("la retiro ya", (0.1, 0.1, 0.0001, 0.8), True),
        ("quiero retirar hoy mismo la queja", (0.1, 0.1, 0.0001, 0.8), False),
        ("quiero retirar hoy mismo la queja", UNSURE, True),
        ("muchas gracias", (0.1, 0.1, 0.7, 0.1), False),
    ],
)
def test_a_few_words_must_be_surer(text, proba, asks_back):
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55, "ambiguity_threshold": 0.0}
    message = classified(scores(proba), scores(proba))
    words = tuple(text.split())
    message.set(UTTERANCE, Utterance(words, ((0, 1),) * len(words)))
    (message,) = ShortMessageFallbackClassifier(config).process([message])
    assert (message.get("intent")["name"] == "nlu_fallback") is asks_back


def test_few_rows_make_a_topic_young_only_beside_others_that_have_more():
    assert young_topics({"new": 50, "withdraw": 2000, "where": 600, "cost": 10}, ["new", "withdraw", "where"]) == {
        "new": pytest.approx(2.3, abs=0.01)
    }
    assert young_topics({"refile": 5, "withdraw": 6, "where": 5}, ["refile", "withdraw", "where"]) == {}


YOUNG = {"refile": 2.3}


@pytest.mark.parametrize(
    ("text", "proba", "intent"),
    [
        ("pongo otra", (0.5, 0.3, 0.0001, 0.2), "refile"),  # likelier than the readers make it, and few words will do
        ("quiero saber cuanto cuesta poner otra", (0.9, 0.03, 0.06, 0.01), "nlu_fallback"),  # asked before declined
        ("quiero saber cuanto cuesta todo esto", (0.95, 0.005, 0.035, 0.01), "cost"),
        ("quiero retirar hoy mismo la queja", (0.01, 0.03, 0.01, 0.95), "withdraw"),  # it takes nothing from a topic
    ],
)
def test_a_young_topic_is_answered_or_offered(text, proba, intent):
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55, "ambiguity_threshold": 0.0}
    message = classified(scores(proba), scores(proba), young=YOUNG)
    words = tuple(text.split())
    message.set(UTTERANCE, Utterance(words, ((0, 1),) * len(words)))
    (message,) = ShortMessageFallbackClassifier(config).process([message])
    assert message.get("intent")["name"] == intent


def test_what_has_no_words_is_asked_back():
    message = Message(data={"text": "  ", UTTERANCE: Utterance((), ())})
    classifier = AveragedClassifier(AveragedClassifier.get_default_config(), None, None)
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55}
    (message,) = ShortMessageFallbackClassifier(config).process(classifier.process([message]))
    assert message.get("intent")["name"] == "nlu_fallback"


@pytest.mark.parametrize("number", ["[teléfono]", "612 345 678"])
def test_a_telephone_is_read_as_nothing_and_other_words_stay_where_they_are(number):
    text = f"mi número es {number}, ya la cerraron"
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    (message,) = tokenizer.process(PersonalDataFilter().process([Message(data={"text": text})]))
    assert "".join(message.get(UTTERANCE).norms) == "minumeroes,yalaceraron"  # letters are not repeated
    tokens = message.get("text_tokens")
    assert [token.text for token in tokens][-3:] == ["ya", "la", "cerraron"]
    assert all(message.get("text")[token.start : token.end] == token.text for token in tokens)


GOOD = """nlu:
  - intent: withdraw
    metadata: {voice: [nadie], context: {asked: [status, null]}}
    examples: |
      - la [cerraron](status:processed)
  - lookup: other_place
    examples: |
      - Amazon
"""


def imported(folder, text):
    file = folder / "some.yml"
    file.write_text(text, encoding="utf-8")
    return CachedImporter(training_data_paths=[str(file)]).get_nlu_data()


def test_examples_their_contexts_and_lookup_tables_are_read(tmp_path):
    data = imported(tmp_path, GOOD)
    (example,) = data.training_examples
    assert (example.get("text"), example.get("intent")) == ("la cerraron", "withdraw")
    assert [(e["entity"], e["value"]) for e in example.get("entities")] == [("status", "processed")]
    assert example.get("metadata")["intent"]["context"] == {"asked": ["status", None]}
    assert data.lookup_tables == [{"name": "other_place", "elements": ["Amazon"]}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("examples", "exemples", 1), "exemples"),
        (GOOD.replace("- intent: withdraw", "- intent: [withdraw"), "no file of training data"),
        ("nlu:\n  withdraw\n", "no file of training data"),
        (GOOD.replace("voice", "vioce"), "vioce"),
        (GOOD.replace("asked", "aksed"), "aksed"),
        (GOOD.replace("[status, null]", "status"), "list of values"),
    ],
    ids=["a misspelt key", "no YAML", "no list", "unknown metadata", "unknown context", "context that is no list"],
)
def test_another_file_is_refused_by_name(tmp_path, text, said):
    with pytest.raises(RasaException, match=said) as raised:
        imported(tmp_path, text)
    assert "some.yml" in str(raised.value)


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
