"""A complaint that nobody filed yet is a case of its own, beside the one that was received."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import Conversation, answers, kept, texts


@pytest.fixture
def accused(talk) -> Conversation:
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", party="respondent", ground="image_theft")
    return talk


@pytest.fixture
def planned(accused) -> Conversation:
    accused.turn("should_file", "¿y yo podría ponerle una queja a él?", party="respondent")
    return accused


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("should_file", "¿me conviene quejarme yo de él?"),
        ("first_filing", "¿puedo presentarle yo una denuncia?"),
        ("refile", "si yo pongo otra queja, ¿pasa algo?"),
        ("correction", "digo la que yo le pondría"),
    ],
)
def test_of_the_accused_it_is_another_case(accused, intent, text):
    accused.turn(intent, text)
    assert (accused.slots["party"], accused.slots["to_come"]) == ("complainant", True)
    assert kept(accused) == [{"party": "respondent", "ground": "image_theft"}]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("should_file", "no quiero denunciarlo"),
        ("fraud", "le voy a meter una denuncia inventada"),
        ("authority", "¿puedo denunciarlo a la policía?"),
        ("respondent_request", "¿y si él me quiere denunciar otra vez?"),
        ("next_step", "puse una queja yo también y no sé si poner otra queja"),
    ],
)
def test_what_plans_none_is_none(accused, intent, text):
    accused.turn(intent, text)
    assert not accused.slots["to_come"]


@pytest.mark.parametrize(
    ("text", "to_come"),
    [
        ("estudio comercio, es un trabajo de la universidad. No he presentado ninguna queja", None),
        ("no he puesto ninguna, preguntaba por curiosidad", None),
        ("pregunto por curiosidad, aunque pienso poner una queja mañana", True),
        ("no he puesto ninguna queja todavía", True),
    ],
)
def test_who_has_no_case_of_their_own_plans_none(talk, text, to_come):
    talk.turn("should_file", text)
    assert talk.slots["to_come"] == to_come
    if to_come is None:
        said = talk.turn("withdraw", "¿y quién puede retirar una queja?")
        assert not texts(said).startswith("Si presenta la queja")


def test_what_follows_is_answered_for_it(planned):
    said = planned.turn("withdraw", "¿la podría retirar luego?")
    assert answers(said)[0]["verdict"] == "withdrawal_conditions" and answers(said)[-1]["asks"] is None
    assert texts(said).startswith("Si presenta la queja, podrá retirarla usted")
    said = planned.turn("refile", "¿y después poner otra?", evidence="no")
    assert answers(said)[-1]["verdict"] == "no_refile" and kept(planned)[0].get("evidence") is None


def test_only_the_one_received_needs_a_name(accused):
    said = texts(accused.turn("should_file", "¿me conviene quejarme yo de él?"))
    assert said.startswith("Piénselo bien antes")
    said = texts(accused.turn("withdraw", "la que me pusieron a mí, ¿la puedo quitar?", party="respondent"))
    assert said.startswith("La que es contra usted:") and "No: solo la puede retirar quien la presentó" in said
    assert texts(accused.turn("withdraw", "si la pongo, ¿la puedo quitar?")).startswith("Si presenta la queja")


@pytest.mark.parametrize(
    ("intent", "text", "facts"),
    [
        ("ip_outcomes", "¿y me quitan puntos?", {}),
        ("respondent_request", "¿sirve pedirle que la retire?", {}),
        ("withdraw", "¿y si él la quita?", {}),
        ("inform", "todavía la están revisando", {"status": "in_process"}),
        ("next_step", "¿qué hago entonces?", {}),
        ("confirm", "no puedo quitar la de él y puedo apelar, ¿verdad?", {}),
    ],
)
def test_what_is_only_of_the_one_received_goes_back_to_it(planned, intent, text, facts):
    planned.turn(intent, text, **facts)
    assert (planned.slots["party"], planned.slots["to_come"]) == ("respondent", None)
    assert kept(planned) == [{"party": "complainant"}]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("withdraw", "pienso denunciarlo yo también. ¿La que me pusieron se puede retirar?"),
        ("ip_outcomes", "si lo denuncio, ¿me quitan la sanción?"),
        ("ip_outcomes", "pienso quejarme de él. ¿Pierdo puntos?"),
        ("respondent_request", "no sé si denunciarlo o pedirle que la quite"),
        ("feedback", "quiero quejarme de este asistente"),
        ("human", "quiero presentar una queja, páseme con una persona"),
    ],
)
def test_who_plans_one_and_asks_of_something_else_is_answered_for_that(accused, intent, text):
    accused.turn(intent, text)
    assert (accused.slots["party"], accused.slots["to_come"]) == ("respondent", None)


@pytest.mark.parametrize("text", ["no he puesto ninguna queja todavía", "aún no he puesto la queja, ¿podré retirarla?"])
def test_who_says_that_they_filed_none_yet_has_one_to_come(talk, text):
    talk.turn("withdraw", text)
    assert talk.slots["to_come"]


@pytest.mark.parametrize("text", ["no la he puesto por maldad, ¿la retiro?", "no la he puesto yo"])
def test_why_or_by_whom_it_was_filed_is_no_plan(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    talk.turn("withdraw", text)
    assert not talk.slots["to_come"]


def test_the_accused_who_did_not_file_it_is_not_told_that_there_is_none(accused):
    assert "no hay ninguna queja" not in texts(accused.turn("deny", "yo no la he puesto"))


def test_what_comes_to_the_other_party_is_of_it(planned):
    planned.turn("ip_outcomes", "¿y a él le quitan puntos?")
    assert planned.slots["to_come"]


def test_whether_it_would_close_by_itself_the_guide_does_not_say(planned):
    said = planned.turn("withdraw", "si la pongo, ¿se cierra sola?", entities=[("detail", "closes_by_itself")])
    assert "la guía no lo dice" in texts(said) and "no hay ninguna queja" not in texts(said)


def test_who_only_names_it_asks_of_it_what_was_asked_last(accused):
    accused.turn("withdraw", "¿la puedo retirar?")
    said = accused.turn("inform", "no digo la que recibí, digo la que le pondría yo")
    assert texts(said).splitlines()[-1].startswith("Fuente") and "podrá retirarla usted" in texts(said)


def test_once_it_was_filed_it_is_to_come_no_more(planned):
    planned.turn("points", "¿cuántos puntos son?")
    planned.turn("inform", "al final ya la puse")
    # That it was filed does not say where it stands.
    assert (planned.slots["party"], planned.slots["status"], planned.slots["to_come"]) == ("complainant", None, None)


def test_where_none_was_received_it_is_the_case_at_hand(talk):
    talk.turn("should_file", "copian mi marca, ¿vale la pena denunciar?", ground="product_infringement")
    assert (talk.slots["party"], talk.slots["to_come"], talk.slots["cases"]) == ("complainant", True, None)
    said = talk.turn("withdraw", "¿la podría sacar después?")
    assert answers(said)[-1]["asks"] is None and answers(said)[0]["facts"]["ground"] == "product_infringement"
    said = talk.turn("deny", "no la he puesto todavía")
    assert "todavía no está presentada" in texts(said) and talk.slots["party"] == "complainant"
    talk.turn("inform", "me dicen que la están revisando", status="in_process")
    assert talk.slots["status"] == "in_process" and not talk.slots["to_come"]


@pytest.mark.parametrize("intent", ["refile", "reopen"])
def test_who_asks_to_file_again_has_filed_one(talk, intent):
    talk.turn(intent, "¿puedo presentar otra queja después de retirarla?")
    assert not talk.slots["to_come"]
    said = talk.turn("withdraw", "¿puedo retirar mi queja?", party="complainant")
    assert answers(said)[-1]["asks"] == "status"


def test_who_asks_how_one_files_has_no_case(talk):
    talk.turn("first_filing", "¿cómo se presenta una queja?")
    assert talk.slots["party"] is None and not talk.slots["to_come"]


def test_who_says_that_they_will_file_one_has_not_filed_it(talk):
    talk.turn("first_filing", "quiero poner una queja, ¿cómo se presenta?", ground="image_theft")
    assert talk.slots["to_come"] and talk.slots["ground"] == "image_theft"
    said = talk.turn("refile", "si me pagan, ¿la puedo poner después?")
    assert "para presentar esta" in texts(said)
    assert "no hay nada que mirar" in texts(talk.turn("status_check", "¿ya está en trámite?"))


@pytest.mark.parametrize(
    "text",
    ["yo todavía no me he quejado, ¿para qué voy a retirar?", "no quiero retirar nada, ni siquiera la he puesto"],
)
def test_who_has_not_complained_is_told_that_there_is_nothing_to_withdraw(talk, text):
    said = talk.turn("withdraw", text)
    assert talk.slots["to_come"] and "no hay nada que retirar" in texts(said)


@pytest.mark.parametrize(
    "text",
    ["denuncié a una tienda, aún no he puesto las fotos", "la queja ya la puse, todavía no he reclamado el reembolso"],
)
def test_who_has_yet_to_do_something_else_may_have_complained(talk, text):
    said = talk.turn("inform", text, party="complainant")
    assert not talk.slots["to_come"] and "no hay ninguna queja" not in texts(said)


def test_whom_somebody_threatens_with_a_complaint_files_none(talk):
    talk.turn("should_file", "un tipo me amenaza con poner una denuncia si no le pago")
    assert not talk.slots["to_come"]


def test_a_sanction_of_the_other_party_is_none_of_the_persons(talk):
    text = "si denuncio a mi competencia por copiarme, ¿le quitan puntos?"
    talk.turn("ip_outcomes", text, party="respondent", said={"party": "quitan"})
    assert talk.slots["party"] == "complainant" and not kept(talk)


def test_one_received_that_is_told_of_in_the_same_message_is_kept(talk):
    text = "un cliente me denunció por la talla, ¿lo puedo denunciar yo?"
    talk.turn("should_file", text, party="respondent", ground="other")
    assert talk.slots["party"] == "complainant" and kept(talk) == [{"party": "respondent", "ground": "other"}]


def test_who_filed_one_plans_another_only_for_something_else(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed", ground="other")
    talk.turn("refile", "¿puedo denunciarlo de nuevo?")
    assert not talk.slots["to_come"]
    said = talk.turn("refile", "y si otra vez le compro y sale mala, ¿esa la puedo denunciar?")
    assert talk.slots["to_come"] and talk.slots["status"] is None
    assert "De una queja por otro asunto" in texts(said)


def test_one_that_was_filed_and_is_kept_is_filed_anew(accused):
    accused.turn("new_case", "también tengo una que puse yo y ya cerraron", party="complainant", status="processed")
    accused.turn("withdraw", "la que me pusieron, ¿la quito?", party="respondent")
    accused.turn("refile", "¿y puedo poner otra queja contra él?")
    assert not accused.slots["to_come"]


def test_who_turns_out_to_be_the_accused_plans_none(talk):
    talk.turn("should_file", "¿me conviene quejarme?")
    talk.turn("correction", "no, el denunciado soy yo", party="respondent")
    assert talk.slots["party"] == "respondent" and not talk.slots["to_come"]


def test_of_a_report_the_rule_is_another(talk):
    talk.turn("should_file", "¿me conviene poner un informe?", kind="report")
    said = texts(talk.turn("withdraw", "¿lo podré retirar?"))
    assert "robo de imágenes" in said and "Si presenta la queja" not in said


@pytest.mark.parametrize(
    "text",
    ["volvamos a la mía, la que me pusieron. ¿Cuánto tarda?", "¿cómo que la puedo retirar yo? si me la pusieron a mí"],
)
def test_the_one_received_is_gone_back_to_by_its_name(planned, text):
    assert planned.slots["to_come"]
    told = [("second_case", "party=respondent")]
    planned.turn("duration", text, party="complainant", entities=told)
    assert planned.slots["party"] == "respondent" and not planned.slots["to_come"]


def test_mine_is_the_one_received_while_the_other_is_only_planned(planned):
    planned.turn("ip_outcomes", "de lo mío, ¿me van a quitar puntos?")
    assert planned.slots["party"] == "respondent"


def test_what_somebody_else_filed_is_not_to_come(talk):
    talk.turn("inform", "mi socio puso la queja", party="complainant", said={"party": "puso"})
    talk.turn("inform", "yo no he puesto la denuncia todavía", kind="complaint")
    assert not talk.slots["to_come"]


def test_who_withdrew_one_before_plans_no_first_one(talk):
    talk.turn("first_filing", "quiero denunciar a una tienda, ya me hicieron retirar la primera")
    assert not talk.slots["to_come"]


def test_what_is_not_filed_yet_is_not_settled_either(talk):
    talk.turn("inform", "aún no hemos puesto la denuncia", party="complainant", issues_resolved="no")
    assert talk.slots["to_come"] and talk.slots["issues_resolved"] is None


def test_who_would_sue_for_damages_plans_no_complaint(accused):
    accused.turn("lawyer", "¿y puedo demandar yo al que me denunció por las pérdidas?")
    assert not accused.slots["to_come"] and accused.slots["party"] == "respondent"


def test_what_is_said_to_have_it_withdrawn_is_of_the_one_received(planned):
    planned.turn("fraud", "¿y si le escribo que si no la retira voy a juicio?")
    assert planned.slots["party"] == "respondent"
