"""What people say that is no new question, and its reply."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_a_word_is_explained_and_the_open_question_asked_again_with_its_buttons(asked):
    said = asked.turn("meaning", "¿qué es en trámite?", status="in_process", term="en_tramite")
    assert said[0]["text"].startswith("«En trámite», o pendiente, quiere decir")
    assert len(said[-1]["buttons"]) == 4
    for answer in answers(said):
        assert (answer["topic"], answer["about"], answer["verdict"]) == ("meaning", "en_tramite", None)
    assert answers(said)[-1]["asks"] == "status"
    assert asked.slots["status"] is None


def test_what_is_that_to_a_question_is_about_its_word(asked):
    assert answers(asked.turn("meaning", "no sé qué es eso"))[0]["about"] == "en_tramite"


def test_two_words_are_both_explained_and_the_answer_is_about_the_first(talk):
    said = talk.turn("meaning", "¿queja o informe?", entities=[("term", "queja"), ("term", "informe")])
    assert [answer["about"] for answer in answers(said)] == ["queja", "queja"]
    assert "«queja»" in said[0]["text"] and "«informe»" in said[-1]["text"]


def test_a_word_that_the_guide_does_not_use_is_said_to_be_the_assistant_s_own(talk):
    said = talk.turn("meaning", "¿qué es IPP?", term="ipp")
    assert "así la entiendo yo" in texts(said) and "Fuente" not in texts(said)


def test_an_unknown_word_is_not_made_up(talk):
    said = talk.turn("meaning", "¿qué es awaiting seller response?")
    assert "no está en la guía" in texts(said)
    assert {b["payload"] for b in said[0]["buttons"]} >= {'/meaning{"term": "queja"}'}


def test_a_claim_about_what_is_next_door_is_answered_by_its_line(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    said = talk.turn("confirm", "o sea que tengo tres días, ¿no?", {"respond_deadline": 0.3, "ip_notice": 0.05})
    assert answers(said)[0]["about"] == "respond_deadline"


def test_how_two_words_differ_is_answered_with_both(talk):
    said = talk.turn("meaning", "¿cómo sé si es queja o informe?", term="informe")
    assert "«queja»" in said[0]["text"] and "«informe»" in said[-1]["text"]


def test_an_answer_adds_what_fits_the_case_once(talk):
    said = texts(talk.turn("refile", "¿puedo poner otra?", ground="other", evidence="yes"))
    assert "Si el motivo no era una infracción" in said
    assert "Si el motivo no era una infracción" not in texts(talk.turn("refile", "¿y de ninguna manera?"))


def test_what_limits_an_answer_to_other_cases_is_said_each_time(talk):
    said = texts(talk.turn("ip_outcomes", "¿me bajan puntos?", party="respondent", ground="other"))
    assert said.startswith("De una queja por otro motivo la guía no dice si hay sanción ni puntos")
    said = texts(talk.turn("confirm", "como era una tardanza no me pasa nada, ¿no?"))
    assert "solo en las quejas por propiedad intelectual" in said


def test_the_pages_of_what_was_noted_are_given_to_who_asks_for_them(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva que la retire?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("sources", "la página oficial esa, ¿sigue vigente?"))
    assert "ipp.alibabagroup.com/faq/en.htm" in said and "no sé si sigue vigente" in said
    assert "ipp.alibabagroup.com" not in texts(talk.turn("sources", "¿de dónde sale la guía?"))


def test_how_to_know_where_it_stands(asked):
    said = asked.turn("status_check", "¿cómo sé si ya se procesó?", status="processed")
    assert "Mi informe de quejas" in said[0]["text"]
    assert (answers(said)[0]["sources"], answers(said)[-1]["asks"]) == (["P1", "P2"], "status")
    assert asked.slots["status"] is None


def test_for_intellectual_property_the_official_platform_is_named_once(talk):
    first = talk.turn("status_check", "¿dónde lo veo?", ground="image_theft")
    assert answers(first)[0]["notes"] == ["O10"]
    assert answers(talk.turn("status_check", "¿y dónde lo veo?"))[0]["notes"] == []


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("entonces ya no puedo, ¿verdad?", "processed", "Así es. Una vez procesada ya no puede retirarla"),
        ("entonces sí puedo, ¿no?", "processed", "No, una vez procesada ya no puede retirarla"),
        ("o sea que la puedo quitar, ¿cierto?", "in_process", "Así es. Puede retirarla mientras siga en trámite"),
        ("o sea que no puedo", "in_process", "Sí, puede retirarla mientras siga en trámite"),
        ("¿entonces sí o no?", "in_process", "Sí, puede retirarla mientras siga en trámite"),
        ("entonces espero, ¿verdad?", None, "Sí, puede esperar: la guía no obliga a retirarla"),
    ],
)
def test_what_the_person_takes_it_to_be_is_confirmed_or_corrected(talk, text, status, says):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", **({"status": status} if status else {}))
    said = talk.turn("confirm", text)
    assert said[0]["text"].startswith(says)
    assert (answers(said)[0]["topic"], answers(said)[0]["asks"]) == ("confirm", None)


def test_a_confirmation_is_decided_anew_with_what_is_now_said(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    said = talk.turn("confirm", "entonces primero que pague, ¿no?", issues_resolved="no")
    assert answers(said)[0]["verdict"] == "resolve_first"


def test_a_confirmation_is_about_what_it_says_and_not_only_about_the_last_topic(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    said = talk.turn("confirm", "y después ya no puedo poner otra, ¿verdad?", {"refile": 0.15, "withdraw": 0.02})
    assert answers(said)[0]["verdict"] == "refile_depends"


@pytest.mark.parametrize(
    ("facts", "says", "sources"),
    [
        ({"status": "withdrawn"}, "No tiene que hacer nada más", ["P5", "P7", "P10"]),
        ({"status": "withdrawn", "issues_resolved": "no"}, "pida al personal de Alibaba que medie", ["P5", "P10"]),
        ({"party": "respondent"}, "Primero, guarde el aviso, mire qué motivo", ["P3", "P9", "P5", "P10"]),
        ({"status": "processed"}, "no se puede retirar", ["P3", "P5", "P10"]),
        ({"status": "in_process", "issues_resolved": "no"}, "Primero arregle", ["P5", "P10"]),
        ({"status": "in_process"}, "Deje todo arreglado", ["P5", "P10", "P1", "P2"]),
        ({}, "Mire primero en qué punto está", ["P1", "P2", "P5", "P10"]),
    ],
)
def test_what_to_do_next_follows_from_the_facts(talk, facts, says, sources):
    said = talk.turn("next_step", "¿y ahora?", **facts)
    answer = answers(said)[0]
    assert says in texts(said)
    assert (answer["topic"], answer["verdict"], answer["sources"]) == ("next_step", None, sources)


def test_why_names_the_fact_that_decided_and_the_one_that_would_change_it(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("why", "¿por qué?")
    assert "Se lo digo por lo que me contó: sigue en trámite." in texts(said)
    assert "Si ya se hubiera procesado, le diría otra cosa: «No, ya no puede retirarla" in texts(said)
    assert (answers(said)[0]["verdict"], answers(said)[0]["row"]) == ("withdrawable", "withdraw.complaint_in_process")


def test_why_where_nothing_was_said_yet_that_decides(asked):
    said = texts(asked.turn("why", "¿por qué?"))
    assert "Si siguiera en trámite" in said and "Si ya se hubiera procesado" in said


def test_why_reconciles_sources_that_differ(talk):
    talk.turn("refile", "¿puedo poner otra?", evidence="yes")
    assert "yo las leo juntas" in texts(talk.turn("why", "¿seguro?"))


def test_why_after_what_is_not_in_the_guide(talk):
    talk.turn("points", "¿cuántos puntos?")
    said = talk.turn("why", "¿por qué no lo sabe?")
    assert answers(said)[0]["verdict"] is None and "en la guía no está" in texts(said)


def test_a_later_answer_reconciles_an_earlier_one_once(talk):
    report = {"kind": "report", "ground": "image_theft", "status": "in_process"}
    talk.turn("refile", "¿puedo poner otra?", evidence="yes", **report)
    assert "la pregunta 7 admite" in texts(talk.turn("withdraw", "¿y lo puedo quitar?", party="complainant"))
    assert "la pregunta 7 admite" not in texts(talk.turn("before_withdrawing", "¿qué dejo resuelto?"))


def test_said_again_the_answer_is_shorter_in_other_words_and_has_no_notes(talk):
    full = talk.turn("ip_notice", "¿qué significa?", party="respondent")
    assert answers(full)[0]["notes"] == ["O2"]
    said = talk.turn("rephrase", "no entendí")
    assert said[0]["text"].startswith("Dicho más sencillo. El aviso llega al final de la revisión")
    assert (answers(said)[0]["verdict"], answers(said)[0]["notes"]) == ("ip_notice_confirmed", [])
    again = talk.turn("rephrase", "sigo sin entender")
    assert again[0]["text"] != said[0]["text"]


def test_said_again_the_open_question_comes_last(asked):
    said = asked.turn("rephrase", "no entendí")
    assert answers(said)[-1]["asks"] == "status" and said[-1]["buttons"]


def test_who_asks_in_few_words_what_to_do_hears_the_next_step(talk):
    talk.turn("points", "¿cuántos puntos?", party="respondent", ground="product_infringement")
    said = talk.turn("rephrase", "dígame en poquitas palabras qué tengo que hacer primero")
    assert answers(said)[0]["topic"] == "next_step" and "guarde el aviso" in texts(said)


def test_what_is_no_verdict_can_be_said_again_too(talk):
    talk.turn("points", "¿cuántos puntos?")
    said = talk.turn("rephrase", "¿cómo?")
    assert answers(said)[0]["about"] == "points" and "no dice cuántos puntos" in texts(said)


def test_ok_leaves_the_question_open_and_does_not_ask_it_again(asked):
    (said,) = asked.turn("acknowledge", "ok")
    assert said["text"] == "De acuerdo." and not said["buttons"]
    assert answers([said])[0]["asks"] == "status"
    assert asked.slots["pending_question"] == "status"


@pytest.mark.parametrize(
    ("intent", "facts"),
    [("greet", {}), ("points", {}), ("sources", {}), ("privacy", {}), ("human", {}), ("refund", {})],
)
def test_an_interruption_leaves_the_question_open(talk, intent, facts):
    talk.turn("refile", "¿puedo poner otra?")
    talk.turn(intent, "…", **facts)
    assert answers(talk.turn("affirm", "sí"))[0]["verdict"] == "refile_with_evidence"


def test_yes_to_a_question_with_other_answers_asks_again(asked):
    (said,) = asked.turn("affirm", "sí")
    assert said["buttons"] and asked.slots["pending_question"] == "status"


def test_a_statement_after_the_way_there_is_answered_with_whether_it_can_be_withdrawn(talk):
    talk.turn("where", "¿dónde se retira?", device="mobile")
    assert answers(talk.turn("inform", "sigue abierta", status="in_process"))[0]["verdict"] == "withdrawable"


def test_a_statement_that_changes_nothing_is_noted_in_one_sentence(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    said = talk.turn("inform", "ya estamos en paz", issues_resolved="yes")
    assert texts(said).startswith(
        "Gracias, tomo nota: ya está todo arreglado con la otra parte. Sí, quien la presentó ya puede retirarla"
    )
    assert answers(said)[0]["verdict"] == "withdrawable"


@pytest.mark.parametrize(
    "facts", [{"status": "processed"}, {"status": "withdrawn"}, {"party": "respondent", "kind": "report"}]
)
def test_where_it_cannot_be_withdrawn_that_is_said_before_the_way(talk, facts):
    said = talk.turn("where", "¿dónde se retira?", **facts)
    assert [answer["verdict"] for answer in answers(said)] == ["where", "where"]
    assert said[0]["text"].endswith("El lugar donde se retiran las quejas es este:")


@pytest.mark.parametrize("facts", [{}, {"status": "in_process"}, {"device": "mobile"}])
def test_where_it_is_done_says_to_the_accused_once_who_can_do_it(talk, facts):
    said = talk.turn("where", "¿dónde la quita el cliente?", party="respondent", **facts)
    assert texts(said).count("quien la presentó") == 1 and "El lugar donde" not in texts(said)


def guides(said: list[dict]) -> list:
    """What of the guide each message cites, without the privacy notice."""
    return [m["metadata"]["guide"] for m in said if m["metadata"]["utter_action"] != "utter_privacy_notice"]


def test_what_has_a_source_line_links_to_its_first_question_and_nothing_else_does(talk):
    assert guides(talk.turn("reopen", "¿la puedo reabrir?")) == ["#p5"]
    assert guides(talk.turn("withdraw", "¿y retirarla?")) == ["#p1", None], "the question asks, and cites nothing"
    assert guides(talk.turn("meaning", "¿qué es informe?", term="informe")) == ["#p1", None]
    assert guides(talk.turn("cost", "¿cuánto cuesta?")) == [None]
    assert guides(talk.turn("points", "¿cuántos puntos?")) == ["#p9"]
    assert guides(talk.turn("thanks", "gracias")) == [None]
    assert guides(
        talk.turn(
            "withdraw",
            "una procesada y otra en trámite",
            entities=[("second_case", "status=in_process")],
            said={"status": "procesada", "status=in_process": "en trámite"},
            status="processed",
        )
    ) == [None, "#p3", None, "#p1"]


def test_who_asks_for_the_guide_gets_a_link_to_it_and_who_asks_for_a_question_to_that(talk):
    assert guides(talk.turn("sources", "dame la guía")) == ["#"]
    assert guides(talk.turn("sources", "¿qué dice la pregunta 7?")) == ["#p7"]
    assert guides(talk.turn("sources", "¿y la pregunta 6?")) == ["#"]


def test_of_several_answers_all_are_said_in_short(talk):
    second = [("second_topic", "ip_remove_listing")]
    talk.turn("ip_withdrawal_effect", "¿ayuda que la quite? ¿y borrarlo?", entities=second, party="respondent")
    said = texts(talk.turn("rephrase", "más corto"))
    assert "da igual que se retire" in said and "la copia que Alibaba guardó" in said


def test_what_is_held_is_not_supposed_again(talk):
    talk.turn("withdraw", "¿la quito? dice resuelta", status="processed")
    said = texts(talk.turn("withdraw", "¿la quito o no, si dice resuelta?", status="processed", supposed="yes"))
    assert "hubiera" not in said


def test_who_is_accused_and_asks_what_to_do_hears_the_notice_first_and_then_what_can_be_done(talk):
    said = texts(talk.turn("next_step", "¿qué hago?", party="respondent", ground="product_infringement"))
    first, after = said.split("; después ")
    assert first.startswith("Primero, guarde el aviso") and "plazo" in first
    assert after.startswith("puede apelar") and "medie" in after and "retirarla" in after
