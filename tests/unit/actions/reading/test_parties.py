"""Who the accused is, what they report of the other party, and the complaint that they may file."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def accused(talk):
    """The accused of a complaint over pictures, who asked what comes of it."""
    talk.turn("ip_outcomes", "me denunciaron por unas fotos, ¿me sancionan?", party="respondent", ground="image_theft")
    return talk


@pytest.fixture
def reported(talk):
    """Who was reported for spam."""
    told = {"party": "respondent", "kind": "report", "ground": "other"}
    talk.turn("inform", "me pusieron un informe por spam", **told)
    return talk


def test_a_relative_who_is_only_mentioned_in_a_correction_is_not_the_accused(accused):
    accused.turn("correction", "no me entendió, los dibujos los pintó mi sobrina")
    assert accused.slots["principal"] is None


def test_a_relative_who_is_named_beside_what_happens_to_the_person_is_not_the_accused(accused):
    entities = [("party", "respondent")]
    accused.turn("ip_outcomes", "mi suegro hizo las fotos, ¿a mí me castigan?", entities=entities)
    assert accused.slots["principal"] is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("mi hijo tiene una queja por unas fotos, esa la puso él ayer. ¿La quita?", "complainant"),
        ("mi hija tiene una queja por unas fotos, la puso ella. ¿La quita?", "complainant"),
        ("mi hijo tiene una queja por unas fotos, y la foto la puso él. ¿La quita?", "respondent"),
        ("mi hija tiene una queja por unas fotos, la puso él. ¿La quita?", "respondent"),
    ],
)
def test_he_or_she_who_put_it_is_whom_the_person_speaks_for(talk, text, party):
    talk.turn("withdraw", text, party="respondent", said={"party": "tiene una queja por unas fotos"})
    assert talk.slots["party"] == party


def test_in_a_correction_a_relative_may_be_the_accused(accused):
    accused.turn("correction", "no a mí: a mi yerno", party="respondent")
    assert accused.slots["principal"] == "su yerno"


def test_that_it_is_against_the_person_after_all_is_acknowledged(talk):
    talk.turn("ip_outcomes", "denunciaron a mi hija, ¿pierde puntos?", party="respondent", ground="image_theft")
    assert talk.slots["principal"] == "su hija"
    said = talk.turn("correction", "no, la queja es contra mí; mi hija solo hizo las fotos", party="respondent")
    assert texts(said).startswith("Gracias por aclarármelo, lo corrijo: la queja es contra usted.")
    assert talk.slots["principal"] is None


def test_what_is_said_again_is_noted(accused):
    said = accused.turn("correction", "no, no: la queja va contra mi taller", party="respondent")
    assert "la queja es contra usted" in texts(said)


@pytest.mark.parametrize(
    "text",
    [
        "la fotógrafa me avisó que ya la canceló",
        "me dijo por chat que la quitó ella",
        "acaban de contestarme que ya la anularon",
        "por fin, ya la retiró",
        "ya han retirado la denuncia",
    ],
)
def test_a_withdrawal_that_the_accused_tells_of_is_stored(accused, text):
    accused.turn("inform", text)
    assert accused.slots["status"] == "withdrawn"
    said = accused.turn("next_step", "¿tengo que hacer algo más?")
    assert texts(said).startswith("No tiene que hacer nada más")


@pytest.mark.parametrize(
    "text",
    [
        "no sé si ya la retiró",
        "dice que la va a quitar mañana",
        "¿ya la retiró?",
        "yo ya lo quito de la tienda",
        "me dice que no la retiró",
    ],
)
def test_what_is_open_promised_or_of_the_product_is_no_withdrawal(accused, text):
    accused.turn("inform", text)
    assert accused.slots["status"] is None


def test_who_complains_withdraws_and_no_other(talk):
    talk.turn("inform", "puse una queja por mis fotos", party="complainant", ground="image_theft")
    talk.turn("inform", "me escribió que ya las quitó y que la canceló el pedido")
    assert talk.slots["status"] is None


def test_who_doubts_a_withdrawal_is_told_where_to_look(accused):
    said = accused.turn("nlu_fallback", "me jura que la quitó él, ¿será verdad?")
    assert answers(said)[0]["topic"] == "status_check"
    assert accused.slots["status"] is None


def test_nobody_can_withdraw_a_report_for_another_ground(reported):
    said = reported.turn("withdraw", "¿lo puede quitar alguien?")
    assert answers(said)[0]["verdict"] == "only_complainant"
    assert texts(said).startswith("No, ese informe no lo puede retirar nadie")
    said = reported.turn("respondent_request", "¿y si se lo pido?")
    assert answers(said)[0]["verdict"] == "asking_has_little_effect" and "no serviría" in texts(said)


def test_a_report_over_pictures_can_be_withdrawn_by_who_filed_it(talk):
    told = {"party": "respondent", "kind": "report", "ground": "image_theft"}
    said = talk.turn("withdraw", "me pusieron un informe por fotos, ¿se quita?", **told)
    assert texts(said).startswith("Solo lo puede retirar quien lo presentó")


def test_the_accused_may_ask_of_a_complaint_of_their_own(accused):
    said = accused.turn("ip_outcomes", "¿y yo podría denunciarlo a él?")
    assert answers(said)[0]["verdict"] == "think_before_filing"
    said = accused.turn("withdraw", "y si la pongo y hacemos las paces, ¿la puedo cancelar?")
    assert texts(said).startswith("Si presenta la queja, podrá retirarla usted")
    said = accused.turn("correction", "hablo de la que yo presentaría", party="respondent")
    assert texts(said).startswith("Si la presenta, podrá retirarla")


def test_it_is_meant_where_it_was_spoken_of_last(accused):
    accused.turn("should_file", "¿me conviene denunciarlo yo?")
    assert texts(accused.turn("withdraw", "¿esa la podría quitar yo?")).startswith("Si presenta la queja")


def test_a_second_one_against_the_accused_is_not_theirs(accused):
    said = accused.turn("withdraw", "la segunda que me pusieron, ¿la puedo quitar?", party="respondent")
    assert answers(said)[0]["verdict"] == "only_complainant"


def test_who_asks_the_other_party_to_withdraw_is_the_accused(talk):
    said = talk.turn("respondent_request", "¿sirve escribirle a la marca para que la retire?")
    assert answers(said)[0]["verdict"] == "asking_has_little_effect"
    assert talk.slots["party"] == "respondent"


@pytest.mark.parametrize(
    "text",
    ["¿le pido a Alibaba que la retire?", "¿le digo a mi socia que la retire?", "me pide que la retire, ¿qué hago?"],
)
def test_others_are_asked_by_who_filed_it_too(talk, text):
    talk.turn("respondent_request", text)
    assert talk.slots["party"] is None


def test_of_somebody_s_points_the_whole_in_short_is_that_of_the_accused(talk):
    talk.turn("ip_outcomes", "¿cuántos puntos le quitan?", ground="product_infringement")
    said = talk.turn("next_step", "en resumen, ¿qué hago?")
    assert "Mire primero en qué punto está" not in texts(said) and "apelar" in texts(said)


def test_that_somebody_else_did_it_has_an_answer(reported):
    reported.turn("ip_outcomes", "¿me sancionan?")
    said = reported.turn("nlu_fallback", "fue mi cuñada quien escribió los mensajes")
    assert texts(said).startswith("Si cuenta que lo hiciera otra persona")


def test_own_papers_are_for_an_appeal(accused):
    assert "apelar" in texts(accused.turn("correction", "pregunté por los originales, ¿sirven como prueba?"))


def test_own_pictures_are_for_an_appeal_however_they_are_asked_for(accused):
    detail = [("detail", "proof_valid")]
    assert "apelar" in texts(accused.turn("correction", "le pregunté por las tomas, valen o no", entities=detail))
    assert accused.slots["pending_question"] is None


def test_that_all_is_settled_leads_back_to_the_withdrawal(talk):
    talk.turn("before_withdrawing", "puse una queja, ¿espero?", party="complainant", ground="image_theft")
    talk.turn("refile", "¿podría poner otra?", evidence="yes")
    said = talk.turn("inform", "hecho, no queda nada por arreglar", issues_resolved="yes")
    assert answers(said)[0]["topic"] == "withdraw"


def test_who_forgives_has_nothing_left_to_settle(talk):
    told = {"party": "complainant", "status": "in_process", "issues_resolved": "no"}
    talk.turn("withdraw", "no hemos arreglado nada, ¿la quito?", **told)
    said = talk.turn("why", "¿para qué arreglar? Ya la perdoné, no le reclamo nada más")
    assert answers(said)[0]["verdict"] == "withdrawable" and talk.slots["issues_resolved"] == "yes"


def test_nobody_has_to_begin(talk):
    talk.turn("withdraw", "me pusieron una queja y yo otra", party="respondent", status="in_process")
    said = talk.turn("why", "¿y por qué retiro yo primero?")
    assert "quién va primero" in texts(said)


def test_proof_is_the_other_party_s_where_another_complaint_was_spoken_of(accused):
    accused.turn("refile", "¿puede volver a denunciarme?")
    said = accused.turn("meaning", "¿y qué pruebas valen?", entities=[("detail", "proof_valid")])
    assert "apelar" not in texts(said) and "infracción" in texts(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("puse una queja por una compu, la puedo quitar?", "puse una queja"),
        ("¿puedo retirar la queja que puse?", "puse"),
        ("somos los denunciantes, ¿la podemos quitar?", "somos los denunciantes"),
    ],
)
def test_who_says_that_they_filed_it_is_heard_also_beside_a_question(accused, text, said):
    accused.turn("withdraw", text, party="complainant", said={"party": said})
    assert accused.slots["party"] == "complainant"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("¿me quejé yo?", "me quejé"),
        ("¿y nadie sabe si los denuncié?", "los denuncié"),
    ],
)
def test_who_only_asks_it_is_who_they_were(accused, text, said):
    accused.turn("withdraw", text, party="complainant", said={"party": said})
    assert accused.slots["party"] == "respondent"


def test_a_relative_whom_one_speaks_for_may_be_the_accused(talk):
    said = talk.turn("withdraw", "es la queja de mi prima, ella era la acusada. ¿la puede quitar?", party="respondent")
    assert answers(said)[-1]["verdict"] == "only_complainant"


@pytest.mark.parametrize("intent", ["inform", "withdraw", "why", "deny"])
def test_who_says_that_nobody_accused_them_is_answered(accused, intent):
    assert accused.turn(intent, "nadie me ha denunciado", party="retracted", said={"party": "denunciado"})


@pytest.mark.parametrize(
    "text, party",
    [
        ("La empresa fue denunciada por una marca, ¿qué puede pasar?", "respondent"),
        ("El vendedor fue denunciado por robo de fotos, ¿qué puede pasar?", "complainant"),
    ],
)
def test_who_was_accused_by_somebody_else_may_be_whom_the_person_speaks_for(talk, text, party):
    said = talk.turn("ip_outcomes", text, party="respondent")
    assert answers(said)[-1]["facts"]["party"] == party


def test_who_did_what_one_is_accused_of_filed_nothing(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent")
    talk.turn("inform", "no fui yo, fue mi empleado", entities=[("in_clause", "party=respondent")])
    assert (talk.slots["party"], talk.slots["principal"]) == ("respondent", None)


def test_of_two_told_of_at_once_for_somebody_both_are_theirs(talk):
    text = "mi marido recibió dos denuncias, una ya resuelta y la otra en trámite"
    said = talk.turn(
        "withdraw",
        text,
        party="respondent",
        status="processed",
        entities=[("second_case", "status=in_process")],
        said={"status": "resuelta", "status=in_process": "en trámite"},
    )
    assert "usted" not in texts(said)
    assert "contra su marido" in texts(talk.turn("withdraw", "la que sigue en trámite, ¿la puede retirar?"))


@pytest.mark.parametrize("whose", ["es de mi cliente", "la presentó mi cliente", "le dije que es de mi cliente"])
def test_who_denies_that_they_filed_it_says_whose_it_is(talk, whose):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = talk.turn("correction", f"no la presenté yo, {whose}")
    assert "la queja la presentó su cliente" in texts(said)


def test_a_rating_is_no_complaint(talk):
    text = "le puse una mala nota a una tienda y me denunció"
    entities = [("in_clause", "party=respondent")]
    talk.turn("inform", text, party="complainant", entities=entities, said={"party": "puse", "party=respondent": "me"})
    assert talk.slots["party"] == "respondent" and not talk.slots["cases"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("quien es el que la presentó, el otro o yo?", "respondent"),
        ("pero ¿quién la presentó, él o yo?", "respondent"),
        ("no: quien la presentó fui yo, ¿la puedo quitar?", "complainant"),
    ],
)
def test_who_asks_who_filed_it_does_not_say_so(accused, text, party):
    accused.turn("correction", text, party="complainant", said={"party": "presentó"})
    assert accused.slots["party"] == party


@pytest.mark.parametrize(
    "text",
    [
        "la bolsa ya la quite desde ayer. y aparte quiero apelar",
        "los zapatos ya los bajé y además quiero apelar",
        "ya la borré, también quiero apelar",
    ],
)
def test_goods_that_the_accused_took_down_are_no_complaint_that_they_filed(accused, text):
    words = next(word for word in ("quite", "bajé", "borré") if word in text)
    accused.turn("appeal", text, party="complainant", status="withdrawn", said={"party": words, "status": words})
    kept = {"party": "respondent", "ground": "image_theft", "status": None, "cases": None}
    assert {name: accused.slots[name] for name in kept} == kept


def test_a_complaint_of_the_accuseds_own_is_withdrawn_still(accused):
    facts = {"party": "complainant", "status": "withdrawn"}
    text = "aparte puse yo una queja contra un proveedor y ya la retiré, ¿puedo reabrirla?"
    accused.turn("reopen", text, **facts, said={"party": "puse yo", "status": "retiré"})
    assert {name: accused.slots[name] for name in facts} == facts


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("¿el proveedor que perdió puede apelar contra mí?", "complainant"),
        ("¿y si apelan en mi contra?", "complainant"),
        ("me equivoqué: la queja es contra mí", "respondent"),
    ],
)
def test_an_appeal_against_who_filed_it_makes_them_no_accused(talk, text, party):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    words = "contra" if "contra mí" in text else "en mi contra"
    talk.turn("correction", text, party="respondent", said={"party": words})
    assert talk.slots["party"] == party


@pytest.mark.parametrize(
    ("text", "intent", "detail"),
    [
        ("¿le va a pasar algo a la niña si no la quita?", "ip_outcomes", "punished_for_keeping"),
        ("pero a ella le quitan puntos, si es cliente", "ip_outcomes", "complainant_punished"),
        ("¿lo sancionan?", "ip_outcomes", None),
        ("¿al vendedor le quitan puntos?", "ip_outcomes", None),
    ],
)
def test_whom_they_speak_for_filed_it_and_is_not_sanctioned(talk, text, intent, detail):
    talk.turn("withdraw", "mi nieta puso una queja, ¿la quito?", party="complainant", said={"party": "puso"})
    said = texts(talk.turn(intent, text))
    assert ("solo hay dos resultados" in said) == (detail is None)
    assert ("quien se quejó" in said or "quien la presentó" in said) == (detail is not None)


def test_who_is_only_in_a_picture_withdraws_nothing_for_them(talk):
    text = "usaban mis fotos, las mismas con mi sobrina de modelo. Lo denuncié, ¿puedo quitar la denuncia?"
    talk.turn("withdraw", text, party="complainant", ground="image_theft", said={"party": "denuncié"})
    assert talk.slots["principal"] is None
