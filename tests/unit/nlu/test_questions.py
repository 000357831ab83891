"""What a message asks, clause by clause, with scores that say what a test wants."""

from __future__ import annotations

import pytest

from tests.unit.nlu.scores import COST, REFILE, TOLD, asked, utterance


def test_a_sentence_that_asks_by_itself_is_a_second_question_however_far_behind_the_whole_is():
    text = "¿puedo poner otra después? ¿cuánto me va a costar?"
    assert asked(text, REFILE, REFILE, COST) == ["refile", "cost"]
    assert asked(text, REFILE, REFILE, {"cost": 0.6}) == ["refile"]


def test_a_claim_beside_a_question_asks_what_it_claims_of():
    text = "dice pendiente. entonces sí la puedo quitar? y luego puedo poner otra?"
    claim = {"confirm": 0.75, "withdraw": 0.24}
    assert asked(text, {"refile": 0.99, "withdraw": 0.001}, TOLD, claim, REFILE) == ["withdraw", "refile"]


def test_a_courtesy_does_not_swallow_the_question_beside_it():
    thanks = {"thanks": 0.99}
    robot = {"bot_challenge": 0.6}
    assert asked("mil gracias por todo. ¿usted es un robot?", thanks, thanks, robot) == ["bot_challenge"]
    assert asked("mil gracias por todo. ¿me oye bien?", thanks, thanks, {"acknowledge": 0.6}) == ["thanks"]
    assert asked("mil gracias por todo. ya la quité", thanks, thanks, {"withdraw": 0.6}) == ["thanks"]


def test_the_condition_of_a_question_asks_nothing():
    read = {"refile": 0.9, "withdraw": 0.02}, {"withdraw": 0.95}, REFILE
    assert asked("si la retira, ¿me puede denunciar otra vez?", *read) == ["refile"]
    assert asked("¿la retira? ¿me puede denunciar otra vez?", *read) == ["withdraw", "refile"]


def test_a_word_is_explained_beside_a_question():
    meaning = {"meaning": 0.99}
    assert asked("¿puedo poner otra luego? ¿qué es la instantánea?", REFILE, REFILE, meaning) == ["refile", "meaning"]


def test_a_word_is_explained_beside_the_other_half_of_a_sentence():
    text = "¿qué es la instantánea y cuánto cuesta pedirla?"
    assert asked(text, {"cost": 0.99, "meaning": 0.001}, {"meaning": 0.93}, COST) == ["cost", "meaning"]


def test_what_to_do_now_is_asked_beside_a_subject_next_door_and_not_beside_a_topic():
    now = {"next_step": 0.99}
    text = "¿y ahora? ¿eso cuesta algo?"
    assert asked(text, {"cost": 0.99, "next_step": 0.01}, now, COST) == ["cost", "next_step"]
    assert asked(text, {"refile": 0.99, "next_step": 0.01}, now, REFILE) == ["refile"]


def test_what_points_to_the_same_sentence_is_no_second_question():
    text = "¿la puedo quitar hoy mismo y me va a costar algo?"
    assert asked(text, {"withdraw": 0.99}, {"withdraw": 0.99}, {"cost": 0.95}) == ["withdraw"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("buenas, tengo una tienda y me denunciaron. quisiera saber si cuesta algo pedirlo", COST),
        ("buenas, tengo una tienda y me denunciaron. me cuesta algo pedirlo a Alibaba?", COST),
    ],
)
def test_of_a_story_read_as_nothing_clearly_the_question_counts(text, second):
    unclear = {"withdraw": 0.3, "inform": 0.2, "cost": 0.001}
    assert asked(text, unclear, TOLD, TOLD, second)[0] == "cost"
    assert asked(text, {"withdraw": 0.8}, TOLD, TOLD, second)[0] == "withdraw"


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("cuánto tiempo tengo", True),
        ("y dónde lo miro", True),
        ("le preguntaba si se puede", True),
        ("qué hago", True),
        ("en cuál se puede", True),
        ("necesito saber cuánto tarda", True),
        ("mi cliente pregunta si puede", True),
        ("que me denunciaron", False),
        ("y como les escribo", True),
        ("como contacto a esa gente", True),
        ("como le dije ayer", False),
        ("como les comenté", False),
    ],
)
def test_how_a_clause_asks(clause, asks):
    assert utterance(clause).asks is asks


def test_a_clause_stands_in_a_sentence_and_in_a_question():
    text = utterance("ya la vi. ¿la quito hoy o espero? gracias")
    clauses = list(text.clauses())
    assert [text.sentence_of(clause) for clause in clauses] == [0, 1, 1]
    assert [text.is_in_question(clause) for clause in clauses] == [False, True, True]


BOT, PLATFORM = {"bot_challenge": 0.99}, {"other_platform": 0.99}


@pytest.mark.parametrize(
    ("text", "whole", "clauses", "expected"),
    [
        # An act is asked for beside a story, and by who says that they want it.
        (
            "compré un jarrón. ¿usted de dónde saca eso?",
            {"refile": 0.9},
            [TOLD, {"sources": 0.97}],
            ["refile", "sources"],
        ),
        ("quiero hablar con alguien. ¿cuánto me cuesta eso?", COST, [{"human": 0.99}, COST], ["cost", "human"]),
        ("pero es un robot. ¿y lo que me cuesta?", {"bot_challenge": 0.7}, [BOT, COST], ["bot_challenge", "cost"]),
        # The halves of a sentence, and the end of another question.
        (
            "¿es usted un robot o una persona? hay que pagar algo",
            COST,
            [{"bot_challenge": 0.8}, {"bot_challenge": 0.7}, COST],
            ["cost", "bot_challenge"],
        ),
        ("¿la puedo quitar yo o una persona?", {"withdraw": 0.99}, [{"withdraw": 0.99}, BOT], ["withdraw"]),
        # After what was told, the one clear question on a subject; not one that may be of what was told.
        (
            "quiero quitar mi queja. ¿eso me va a costar?",
            {"withdraw": 0.99},
            [{"withdraw": 0.99}, {"cost": 0.99}],
            ["withdraw", "cost"],
        ),
        (
            "quiero quitar mi queja. ¿eso me va a costar?",
            {"withdraw": 0.99},
            [{"withdraw": 0.99}, {"cost": 0.95}],
            ["withdraw"],
        ),
        # Two halves of one question.
        (
            "¿tengo que pagar algo y cómo la puedo quitar?",
            {"withdraw": 0.9},
            [{"cost": 0.99}, {"withdraw": 0.99}],
            ["withdraw", "cost"],
        ),
        (
            "¿eso me va a costar? quiero quitar mi queja",
            {"withdraw": 0.9},
            [COST, {"withdraw": 0.9}],
            ["withdraw", "cost"],
        ),
        # Of another platform and of ours.
        (
            "compré en eBay. y en Taobao, ¿la puedo retirar?",
            PLATFORM,
            [PLATFORM, {"withdraw": 0.9}, {"withdraw": 0.99}],
            ["other_platform", "withdraw"],
        ),
        ("me quejé en eBay. ¿la puedo retirar?", PLATFORM, [PLATFORM, {"withdraw": 0.99}], ["other_platform"]),
        # A claim that is only told.
        (
            "ah, no se sabe. ¿cómo la quita ella?",
            {"confirm": 0.8},
            [{"confirm": 0.9}, {"withdraw": 0.99}],
            ["withdraw"],
        ),
        ("ya lo sé. ¿entonces la quito yo?", {"confirm": 0.8}, [TOLD, {"confirm": 0.7, "withdraw": 0.2}], ["confirm"]),
    ],
)
def test_the_other_half_of_a_message(text, whole, clauses, expected):
    assert asked(text, whole, *clauses) == expected


def test_what_is_asked_of_the_other_place_is_not_asked_of_ours():
    text, whole = "vendo relojes en Temu. ¿allí me cuesta algo?", {"other_platform": 0.9, "cost": 0.1}
    assert asked(text, whole, {"inform": 0.9}, COST) == ["other_platform"]
    assert asked("vendo relojes en Temu. ¿en Ali me cuesta algo?", whole, {"inform": 0.9}, COST) == [
        "other_platform",
        "cost",
    ]


def test_the_other_half_of_a_question_asks_nothing_next_door():
    read = [{"sources": 0.99}, {"sources": 0.99}, COST]
    assert asked("¿de dónde lo saca? ¿lo trae la guía o la tarifa suya?", {"sources": 0.99}, *read) == ["sources"]
