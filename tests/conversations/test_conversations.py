"""Conversations as data, replayed through REST: one test each, one folder for each way in which they go wrong.

A turn that is missed is told at the end of all of them, and fails them if there are too many: of one conversation alone
(`-k name`), one.
"""

from __future__ import annotations

import pytest
import yaml

from tests.conversations.replay import HERE, Tally, every_conversation

PARAPHRASES = yaml.safe_load((HERE / "source_paraphrases.yml").read_text(encoding="utf-8"))
# Of turns, and of paraphrases. They were written with one model at hand; the next one reads a few of them otherwise.
MISSED_AT_MOST, NOT_CITED_AT_MOST = 0.025, 0.06


@pytest.fixture(scope="module")
def cited() -> Tally:
    tally = Tally()
    yield tally
    tally.check(NOT_CITED_AT_MOST)


@every_conversation
def test_conversation(assistant, sender, path, tally):
    tally.replay(assistant, sender, path)


@pytest.mark.parametrize(
    ("question", "text"), [(question, text) for question, texts in PARAPHRASES.items() for text in texts]
)
def test_paraphrase_gets_an_answer_that_cites_its_question(assistant, sender, question, text, cited):
    answers = [message["answer"] for message in assistant.say(text, sender)]
    cited.turns += 1
    if not any(question in answer["sources"] for answer in answers):
        cited.misses.append(f"{question}, «{text}»: {[(a['verdict'], a['sources']) for a in answers]}")
