"""Who says that the last reply missed: what was asked stays open, in the light of what is now known."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, responses, texts


@pytest.mark.parametrize("text", ["¿por qué no se puede?", "si ya la cerraron, ¿por qué no puedo retirarla?"])
def test_why_a_rule_is_so_is_a_question(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    assert "Tiene razón" not in texts(talk.turn("why", text, status="processed"))


def test_who_asks_whether_it_changes_is_told_of_what_was_asked_before(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="other", status="in_process")
    text = "no era por mal servicio, sino porque copiaron mi diseño. ¿Cambia algo?"
    said = talk.turn("correction", text, ground="product_infringement")
    assert "Eso sí cambia la respuesta" in texts(said)
    assert answers(said)[-1]["topic"] == "refile"


def test_where_nothing_changes_it_says_so(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="processed")
    said = talk.turn("correction", "no era por mal servicio. ¿Cambia en algo lo que me dijo?", ground="image_theft")
    assert "Eso no cambia la respuesta" in texts(said)


def test_what_something_is_instead_is_read_though_the_nlu_missed_it(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="other")
    text = "no era por mercancía rota sino por uso de nuestra marca"
    talk.turn("correction", text, said={"other": "mercancía rota"}, ground="other")
    assert talk.slots["ground"] == "product_infringement"


def test_who_only_says_who_they_are_hears_that_it_is_held_so(talk):
    talk.turn("respondent_request", "¿le pido que la retire?", party="respondent")
    said = talk.turn("correction", "nosotros somos los acusados, no los que se quejan", {"appeal": 0.1})
    assert texts(said).startswith("Tiene razón, perdone: la queja es contra usted.")


def test_who_is_put_right_beside_a_word_that_is_asked_about(talk):
    talk.turn("ip_review", "¿cómo la revisan?", party="complainant")
    text = "creo que me entendió al revés: la queja la recibí yo. ¿Qué es la instantánea?"
    said = texts(talk.turn("meaning", text, {"correction": 0.3}, [("term", "instantanea")]))
    assert talk.slots["party"] == "respondent"
    assert said.startswith("Gracias por aclarármelo, lo corrijo: la queja es contra usted.")
    assert "instantánea" in said


def test_what_was_not_asked_is_not_offered(talk):
    talk.turn("should_file", "¿vale la pena?")
    said = talk.turn("correction", "no pregunté cómo se retira", {"withdraw": 0.03, "refile": 0.02})
    assert (responses(said), said[-1]["buttons"]) == (["utter_correction"], [])


def test_a_question_word_alone_is_of_what_is_denied(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    text = "No le pregunté si puedo apelar sino cómo"
    said = talk.turn("nlu_fallback", text, {"first_filing": 0.5}, asked="cómo", denied="si puedo apelar")
    assert answers(said)[-1]["about"] == "appeal"


def test_that_no_answer_came_tells_nothing_of_the_case(talk):
    talk.turn("respondent_request", "¿me conviene?", party="complainant")
    said = talk.turn("inform", "sigue sin contestarme")
    assert answers(said)[-1]["topic"] == "correction"


def test_what_was_asked_before_is_answered_anew_once_it_is_known_who_is_who(talk):
    talk.turn("status_check", "¿cómo sé si ya la resolvieron?", party="respondent")
    said = talk.turn("correction", "contra mí no, la puse yo", party="complainant")
    assert texts(said).startswith("Gracias por aclarármelo, lo corrijo: la queja la presentó usted.")
    assert "Entre en su cuenta y mire" in texts(said)


def test_who_asks_why_we_say_what_they_never_said_hears_that_it_is_taken_back(talk):
    talk.turn("withdraw", "¿la puede retirar?", party="respondent", status="processed")
    said = talk.turn("correction", "¿por qué dice que ya se procesó? Nunca he dicho eso", status="retracted")
    assert texts(said).startswith("Perdone, le entendí mal. Dejo de contar con esto: ya se procesó.")


def test_who_puts_right_who_they_are_and_asks_what_to_do_is_told_that(talk):
    talk.turn("respondent_request", "¿sirve pedirlo?", party="complainant")
    said = talk.turn("correction", "a mí me denunciaron, yo qué puedo hacer", party="respondent")
    assert answers(said)[-1]["topic"] == "next_step"


def test_that_it_is_still_open_changes_whether_it_can_be_withdrawn_whatever_was_asked(talk):
    talk.turn("mediation", "¿pueden mediar?", party="complainant", status="processed")
    said = talk.turn("correction", "dice «en revisión», ¿cambia algo?", status="in_process")
    assert answers(said)[-1]["topic"] == "withdraw"


def test_what_a_supposition_set_aside_is_not_told_back_as_put_right(talk):
    talk.turn("withdraw", "¿la retiro?", party="complainant", status="in_process")
    talk.turn("withdraw", "¿y si ya la procesaron?", entities=[("supposed", "yes")], status="processed")
    said = talk.turn("correction", "no, no está todo arreglado", issues_resolved="no")
    assert "en trámite" not in texts(said).split("\n")[0]


def test_what_it_says_that_it_asks_supposes_nothing(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    text = "no la he retirado, sigue en trámite, y lo que pregunto es si puedo pedir que medien"
    said = talk.turn("mediation", text, asked="si puedo pedir que medien", status="in_process")
    assert answers(said)[-1]["topic"] == "mediation"
