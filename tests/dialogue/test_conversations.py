"""Conversations as data, held with the running assistant. One folder for each way in which they go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
CONVERSATIONS = sorted(HERE.glob("*/*.yml"))
PARAPHRASES = yaml.safe_load((HERE / "source_paraphrases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(assistant, sender, path):
    for number, turn in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
        messages = assistant.say(turn["user"], sender)
        answers = [message["answer"] for message in messages]
        got = list(dict.fromkeys((answer["topic"], answer["verdict"]) for answer in answers))
        wanted = [tuple(pair) for pair in turn.get("verdicts", [[turn.get("topic"), turn.get("verdict")]])]
        facts = answers[-1]["facts"]
        if got != wanted or facts != turn.get("facts", facts):
            said = "\n  ".join(message["text"] for message in messages)
            pytest.fail(
                f"turn {number}: «{turn['user']}»\n"
                f"wanted {wanted} with {turn.get('facts')}\n"
                f"got    {got} with {facts}\n"
                f"said\n  {said}"
            )


def test_nearly_all_paraphrases_get_an_answer_that_cites_their_question(assistant, sender):
    missed = []
    total = 0
    for question, texts in PARAPHRASES.items():
        for number, text in enumerate(texts):
            total += 1
            messages = assistant.say(text, f"{sender}-{question}-{number}")
            if not any(question in message["answer"]["sources"] for message in messages):
                missed.append(f"{question}: {text} → {messages[0]['answer']['verdict']}")
    assert total == 90
    assert len(missed) <= 6, "\n".join(missed)
