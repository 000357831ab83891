"""What the readers are told of the conversation, and in which contexts an example is trained."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.nlu.catalog import Catalog
from retirada.nlu.context import Context, read_context
from retirada.nlu.readers.examples import ContextSampler
from retirada.nlu.utterance import Utterance

CATALOG = Catalog(frozenset({"withdraw", "refile"}), frozenset({"cost"}))


def tracker(*events):
    slots = [TextSlot(name, [{}]) for name in ("pending_question", "topic", "party", "status")]
    slots += [AnySlot("fallback_count", [{}])]
    return DialogueStateTracker.from_events("ana", list(events), slots)


def test_before_anything_is_said_it_is_the_first_message():
    assert read_context(tracker(SlotSet("topic", None))) == Context(first=True)


def test_without_a_conversation_there_is_no_context():
    assert read_context(tracker()) is None
    assert read_context(None) is None


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("status", "status"),
        ("refile", "suggestion"),
        ("suggestion", "suggestion"),
        ("new_case", "new_case"),
        (None, None),
    ],
)
def test_the_open_question_is_a_fact_an_act_or_a_suggestion(asked, read):
    said = BotUttered("¿?")
    assert read_context(tracker(said, SlotSet("pending_question", asked))).asked == read


def test_topic_party_and_the_latest_verdict_are_read():
    first, second, last = (
        BotUttered("x", metadata={"answer": {"verdict": verdict}}) for verdict in ("where", "withdrawable", None)
    )
    context = read_context(tracker(first, second, last, SlotSet("topic", "withdraw"), SlotSet("party", "complainant")))
    assert context == Context(topic="withdraw", verdict="withdrawable", party="complainant")


def test_short_messages_are_crossed_with_the_context_and_long_ones_are_not():
    def features(text, context):
        words = tuple(text.split())
        return Utterance(words, ((0, 1),) * len(words), context=context).context_features()

    asked = Context(asked="evidence")
    assert features("si", asked) == ["asked=evidence", "asked=evidence si", "asked=evidence ^si$"]
    assert features("si claro que las tengo todas aqui mismo", asked) == ["asked=evidence"]
    assert features("si", None) == []


def test_a_row_is_trained_in_its_own_contexts():
    spec = {"asked": ["status", None], "topic": ["withdraw"]}
    sampler = ContextSampler([spec, {"asked": ["evidence"]}], CATALOG, seed=1)
    contexts = [context for _ in range(50) for context in sampler.sample(spec)]
    assert {context.asked for context in contexts} == {"status", None}
    assert {context.topic for context in contexts} == {"withdraw"}


def test_what_the_last_reply_was_about_is_part_of_the_context():
    assert Context(about="points").features() == ["asked=nothing", "about=points"]


def test_a_row_without_context_is_trained_in_any_and_in_none():
    sampler = ContextSampler([{"asked": ["status"], "verdict": ["where"]}], CATALOG, seed=1)
    contexts = [context for _ in range(100) for context in sampler.sample({})]
    assert None in contexts
    assert Context(first=True) in contexts
    assert {context.asked for context in contexts if context} == {"status", None}
    assert {context.topic for context in contexts if context} == {"withdraw", "refile", None}
