"""A stored conversation turn by turn, where its facts come from, and what counts as another answer."""

from __future__ import annotations

from retirada.audit.differences import are_reworded, differences
from retirada.audit.origins import origins
from retirada.audit.turns import turns
from tests.unit.audit.events import PROCESSED, bot, session, slot, user


def facts_of(events) -> list[list[tuple]]:
    return [
        [(origin.fact, origin.value, origin.turn, origin.words) for origin in found]
        for _, found in origins(turns(events), ["status", "party", "issues_resolved"])
    ]


def test_a_turn_has_what_was_said_in_its_session_before_it():
    events = [*session(), user("uno"), bot("a"), *session(), user("dos"), bot("b"), user("tres"), bot("c")]
    one, two, three = turns(events)
    assert [turn.text for turn in (one, two, three)] == ["uno", "dos", "tres"]
    assert list(one.before) == events[:2]
    assert list(two.before) == events[4:6]
    assert list(three.before) == events[4:8]
    assert [[reply.text for reply in turn.replies] for turn in (one, two, three)] == [["a"], ["b"], ["c"]]


def test_a_fact_comes_from_the_turn_that_gave_it_its_value_and_from_its_words():
    status, party = {"status": "processed"}, {"status": "processed", "party": "complainant"}
    events = [
        *session(),
        user("puse una, ya la cerraron", "withdraw", ("status", "processed", "cerraron")),
        bot("no", row="r", facts=status),
        slot("status", "processed"),
        user("sí", "affirm"),
        bot("ah", row="r", facts=party),
        slot("party", "complainant"),
        slot("status", "processed"),
        user('/inform{"status": "in_process"}', "inform", ("status", "in_process", "in_process")),
        bot("sí", row="r", facts={"status": "in_process", "party": "complainant"}),
        slot("status", "in_process"),
        user("no dije eso", "correction"),
        bot("bien", facts={"party": "complainant"}),
        slot("status", None),
        user("¿y si ya la cerraron?", "withdraw", ("status", "processed", "cerraron")),
        bot("no", row="r", facts=status),
    ]
    first, second, third, fourth, fifth = facts_of(events)
    assert first == [("status", "processed", 1, "cerraron")]
    assert second == [("status", "processed", 1, "cerraron"), ("party", "complainant", 2, None)]
    assert third == [("status", "in_process", 3, None), ("party", "complainant", 2, None)]
    assert fourth == [("party", "complainant", 2, None)]
    assert fifth == [("status", "processed", 5, "cerraron")], "only supposed, so not held"


def test_of_two_cases_each_has_its_own_value():
    message = user("una retirada y otra cerrada", "withdraw", ("status", "withdrawn", "retirada"))
    message["parse_data"]["entities"].append(
        {"entity": "second_case", "value": "status=processed", "start": 20, "end": 27}
    )
    events = [
        message,
        bot("a", row="x", facts={"status": "withdrawn"}),
        bot("b", row="y", facts={"status": "processed"}),
    ]
    assert facts_of(events) == [[("status", "withdrawn", 1, "retirada"), ("status", "processed", 1, "cerrada")]]


def test_messages_of_one_answer_are_one_and_those_of_two_are_two():
    other = {**PROCESSED, "row": "refile.any", "topic": "refile", "notes": ["O5"]}
    (turn,) = turns([user("x"), bot("a", **PROCESSED), bot("¿y?", **PROCESSED), bot("b", **other)])
    assert [answer["row"] for answer in turn.answers] == ["withdraw.processed", "refile.any"]
    assert turn.answers[1]["notes"] == ["O5"]


def said(*messages):
    (turn,) = turns([user("x"), *messages])
    return turn.replies


def test_another_answer_is_told_from_other_words():
    was = said(bot("No.", **PROCESSED), bot("Privacidad: 30 días", quiet=True))
    same = said(bot("No.", **{**PROCESSED, "rulebook": "r2", "model": "m2", "row": "withdraw.closed"}))
    assert differences(was, same) == [] and not are_reworded(was, same)
    reworded = said(bot("De ningún modo.", **PROCESSED))
    assert differences(was, reworded) == [] and are_reworded(was, reworded)
    (sources,) = differences(was, said(bot("No.", **{**PROCESSED, "sources": ["P3", "P1"]})))
    assert sources == ("sources", [["P3"]], [["P3", "P1"]])
    silent = differences(was, [])
    assert [difference.field for difference in silent] == [
        "topic",
        "about",
        "verdict",
        "facts",
        "sources",
        "notes",
        "asks",
    ]
