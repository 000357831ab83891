"""A complaint here and one on another platform, in one message."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers

PLACE = ("other_place", "Amazon")


@pytest.mark.parametrize(
    "text",
    ["me denunciaron en Amazon y en Taobao, ¿qué hago?", "en Taobao y en Amazon me acusan por fotos, ¿qué hago?"],
)
def test_both_places_are_answered(talk, text):
    said = talk.turn("other_platform", text, party="respondent", entities=[PLACE])
    assert answers(said)[0]["about"] == "other_platform"
    assert answers(said)[-1]["verdict"] == "asking_has_little_effect"
    assert talk.slots["party"] == "respondent"


@pytest.mark.parametrize("text", ["me denunciaron en Amazon", "¿en Amazon es igual que en Taobao si me denuncian?"])
def test_of_another_place_alone_nothing_is_known_or_kept(talk, text):
    said = talk.turn("other_platform", text, party="respondent", entities=[PLACE])
    assert [answer["verdict"] for answer in answers(said)] == [None]
    assert talk.slots["party"] is None


def test_what_to_do_here_is_said_after_that(talk):
    talk.turn("other_platform", "me denunciaron en Amazon", entities=[PLACE])
    said = talk.turn("capabilities", "también en Taobao, ¿ahí qué hago?")
    assert answers(said)[-1]["topic"] == "next_step"
