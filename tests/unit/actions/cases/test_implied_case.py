"""Which of two cases a clause has to be of, though the message calls none by its name."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import Conversation, answers, texts

OPEN = {"party": "respondent", "ground": "image_theft", "status": "in_process"}
CLOSED = {"party": "respondent", "ground": "product_infringement", "status": "processed"}


@pytest.fixture
def filed(talk) -> Conversation:
    """One received over photographs, and then one filed over a brand, of which the person goes on to speak."""
    talk.turn("ip_notice", "me pusieron una queja por mis fotos, ¿qué es?", party="respondent", ground="image_theft")
    words = {"party": "puse yo", "ground": "marca"}
    facts = {"party": "complainant", "ground": "product_infringement"}
    talk.turn("withdraw", "y otra la puse yo por copiar mi marca, ¿la quito?", said=words, **facts)
    return talk


@pytest.fixture
def closed(talk) -> Conversation:
    """Two received, of which the closed one was spoken of last."""
    talk.turn("withdraw", "me pusieron una queja por fotos de un fotógrafo, sigue en trámite. ¿La quito?", **OPEN)
    words = {"party": "pusieron", "ground": "marca", "status": "cerraron"}
    talk.turn("withdraw", "y me pusieron otra por una marca, ya la cerraron. ¿La quito?", said=words, **CLOSED)
    assert talk.slots["status"] == "processed"
    return talk


@pytest.mark.parametrize(
    ("intent", "text", "party"),
    [
        ("points", "¿me quitan puntos?", "respondent"),
        ("refile", "¿puede volver a denunciarme?", "respondent"),
        ("ip_remove_listing", "si ya borré el producto, ¿sirve?", "respondent"),
        ("refile", "si él vuelve a usar mis fotos, ¿qué?", "respondent"),
        ("points", "¿a él le quitan puntos?", "complainant"),
        ("points", "si la retiro, ¿me quitan puntos?", "complainant"),
        ("points", "¿el vendedor pierde puntos?", "complainant"),
    ],
)
def test_what_only_the_other_party_says_is_of_the_other_case(filed, intent, text, party):
    filed.turn(intent, text)
    assert filed.slots["party"] == party


@pytest.mark.parametrize(
    ("text", "party"), [("¿puedo volver a denunciar?", "complainant"), ("¿la retira?", "respondent")]
)
def test_only_who_filed_one_files_again(filed, text, party):
    filed.turn("withdraw", "¿y la que me pusieron?")
    filed.turn("refile", text)
    assert filed.slots["party"] == party


@pytest.mark.parametrize(
    ("text", "facts", "status"),
    [
        ("dice que ya la sacó, ¿y ahora?", {"status": "withdrawn"}, "withdrawn"),
        ("¿y si el señor la quita?", {}, "in_process"),
        ("el fotógrafo me pide dinero, ¿pago?", {}, "in_process"),
        ("la marca me pide dinero, ¿pago?", {}, "processed"),
        ("el correo dice que gané", {}, "processed"),
    ],
)
def test_what_was_closed_is_not_withdrawn_and_who_acts_names_one(closed, text, facts, status):
    closed.turn("next_step", text, said=dict.fromkeys(facts, "ya la sacó"), **facts)
    assert closed.slots["status"] == status
    assert closed.slots["ground"] == ("product_infringement" if status == "processed" else "image_theft")


def test_whom_both_are_against_names_none(talk):
    text = "puse dos quejas contra una fábrica: una ya la cerraron, otra sigue en trámite. ¿Puedo quitar las dos?"
    words = {"status": "cerraron", "status=in_process": "sigue"}
    entities = [("second_case", "status=in_process")]
    talk.turn("withdraw", text, party="complainant", status="processed", entities=entities, said=words)
    talk.turn("reopen", "¿y la cerrada?")
    talk.turn(
        "withdraw",
        "la abierta, la fábrica ya pagó. ¿Ahora sí?",
        issues_resolved="yes",
        said={"issues_resolved": "ya pagó"},
    )
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("no quiero denunciarlo. ¿Y si borro la foto?", "respondent"),
        ("vuelvo a la mía, ¿sirve borrarla?", "respondent"),
        ("no quiero denunciarlo sin pruebas, ¿cuáles?", "complainant"),
    ],
)
def test_who_gives_up_to_file_one_speaks_of_the_one_received(talk, text, party):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", party="respondent", ground="image_theft")
    talk.turn("should_file", "¿y yo podría ponerle una queja a él?", party="respondent")
    talk.turn("before_withdrawing", text)
    assert talk.slots["party"] == party


def test_no_perdon_is_no_correction_of_oneself(filed):
    filed.turn("withdraw", "no, no, perdón, la que me pusieron, ¿la puede quitar él?")
    assert filed.slots["party"] == "respondent"


def test_a_listing_taken_down_withdraws_nothing(filed):
    filed.turn("ip_remove_listing", "la que me pusieron: ya quité el anuncio, ¿sirve?")
    assert (filed.slots["party"], filed.slots["status"]) == ("respondent", None)


def test_what_is_only_told_of_the_other_one_gets_more_than_its_name(filed):
    filed.slots["cases"][0]["topic"] = None
    assert len(texts(filed.turn("inform", "ya borré el anuncio"))) > 1


def test_which_kind_is_asked_about_is_not_told(talk):
    words = {"kind": "informe", "ground": "spam", "kind=complaint": "queja", "ground=product_infringement": "marca"}
    entities = [("second_case", "kind=complaint"), ("second_case", "ground=product_infringement")]
    text = "me llegó un informe por spam y una queja por marca. ¿Se quitan?"
    talk.turn("withdraw", text, party="respondent", kind="report", ground="other", entities=entities, said=words)
    text = "el informe lo hizo otro. ¿Qué diferencia hay entre informe y queja?"
    asked = [("in_clause", "kind=complaint")]
    said = talk.turn(
        "meaning", text, kind="report", entities=asked, said={"kind": "informe", "kind=complaint": "queja"}
    )
    assert answers(said)[-1]["facts"]["kind"] == "report"
