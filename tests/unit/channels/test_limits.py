"""Every set of buttons in domain.yml, with the ratings that may come with it, fits what the providers show."""

from __future__ import annotations

import pytest

from retirada.channels.core.buttons import option_id
from retirada.channels.providers import messenger, whatsapp
from retirada.channels.providers.text import truncate
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

RESPONSES = read_yaml(PROJECT / "domain.yml")["responses"]


def titles(response: str) -> list[str]:
    return [b["title"] for variant in RESPONSES[response] for b in variant.get("buttons", [])]


RATINGS = titles("utter_ask_feedback")
WITH_BUTTONS = [response for response in RESPONSES if titles(response) and response != "utter_ask_feedback"]
SHOWN_TOGETHER = {
    **{response: [*titles(response), *RATINGS] for response in WITH_BUTTONS},
    "a verdict": RATINGS,
    # What it may suggest when it is not sure.
    "every topic": titles("utter_menu"),
}


@pytest.mark.parametrize("limit", [messenger.MAX_TITLE, whatsapp.MAX_REPLY_TITLE, whatsapp.MAX_ROW_TITLE])
@pytest.mark.parametrize("together", SHOWN_TOGETHER)
def test_titles_can_still_be_told_apart_when_they_are_cut(together, limit):
    shown = [truncate(title, limit) for title in SHOWN_TOGETHER[together]]
    assert len(set(shown)) == len(shown) and all(0 < len(title) <= limit for title in shown)


@pytest.mark.parametrize("response", [response for response in WITH_BUTTONS if len(titles(response)) < 14])
def test_no_button_has_to_be_left_out(response):
    assert len(SHOWN_TOGETHER[response]) <= min(whatsapp.MAX_ROWS, messenger.MAX_QUICK_REPLIES)


def test_no_description_has_to_be_cut():
    assert max(len(title) for response in RESPONSES for title in titles(response)) <= whatsapp.MAX_ROW_DESCRIPTION


def test_what_a_button_sends_is_short_whatever_it_stands_for():
    assert len(option_id("/inform" + "x" * 1000).encode()) <= 64
    assert option_id("/inform") != option_id("/inform ")
