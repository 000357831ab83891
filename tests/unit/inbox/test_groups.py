"""Thirty ways of asking the same are one line."""

from __future__ import annotations

from retirada.inbox import groups
from retirada.inbox.groups import group
from retirada.inbox.messages import messages
from retirada.nlu.training_data import read_examples
from retirada.paths import PROJECT
from tests.unit.inbox.said import asked_back, declined

DURATION = PROJECT / "data" / "nlu" / "out_of_scope" / "duration.yml"


def test_thirty_ways_of_asking_are_one_line():
    ways = [row.text for row in read_examples(DURATION) if "tard" in row.text or "demor" in row.text][:30]
    others = ["qué vino va con cordero", "quién ganó el partido", "cómo quito una mancha de vino"]
    said = [(f"web:{n}", declined(text)) for n, text in enumerate(ways)]
    said += [(f"web:x{n}", declined(text, "elsewhere")) for n, text in enumerate(others)]
    said[0] = ("web:0", [*said[0][1], *declined(ways[1])])  # who asks twice counts once
    found, left = group(messages(said))
    assert left == 0 and len(found[0].messages) == 31 and found[0].n_people == 30
    assert found[0].intents == ["duration"] and found[0].reasons == ["declined"]
    assert [[m.text for m in one.messages] for one in found[1:]] == [[text] for text in others]


def test_the_same_words_are_one_line_however_they_are_written_and_read():
    said = [
        ("web:1", asked_back("¿Cuándo resuelven la apelación?", "where")),
        ("web:2", asked_back("cuando resuelvenn la apelacion", "status_check")),
        ("web:3", asked_back("??")),
    ]
    ((one,), left) = group(messages(said))
    assert (one.n_people, left) == (2, 0)
    assert group([]) == ([], 0)


def test_more_than_can_be_compared_is_counted(monkeypatch):
    monkeypatch.setattr(groups, "MAX_TEXTS", 2)
    texts = ["qué vino va con cordero", "quién ganó el partido", "quién ganó el partido", "cómo quito una mancha"]
    found, left = group(messages([(str(n), declined(text, "elsewhere")) for n, text in enumerate(texts)]))
    assert left == 1 and [one.n_people for one in found] == [2, 1]
