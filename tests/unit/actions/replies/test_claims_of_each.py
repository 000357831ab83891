"""What is claimed of each of several cases, and what is corrected of each."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, put, texts

CLOSED_AND_OPEN = "tengo dos: una ya la cerraron y la otra sigue en trámite. ¿Las puedo quitar?"


def verdicts(said: list[dict]) -> list[str]:
    return list(dict.fromkeys(answer["verdict"] for answer in answers(said) if answer["verdict"]))


@pytest.fixture
def two(talk):
    talk.turn("withdraw", CLOSED_AND_OPEN, status="processed", entities=[("second_case", "status=in_process")])
    return talk


@pytest.fixture
def by_goods(talk):
    """A closed case about a kettle and an open one about a lamp."""
    talk.turn("inform", "tengo dos quejas, una por una tetera y otra por una lámpara", kind="complaint")
    text = "la de la tetera la cerraron, la de la lámpara sigue"
    talk.turn(
        "inform",
        text,
        status="processed",
        entities=[("second_case", "status=in_process")],
        said={"status": "la cerraron", "status=in_process": "sigue"},
    )
    return talk


@pytest.mark.parametrize(
    "claim",
    [
        "o sea que la cerrada se queda así y la abierta la retiro, ¿no?",
        "en resumen, la abierta sí y la cerrada ya no",
        "la cerrada la dejo y la otra la quito, ¿voy bien?",
        "primera queja no puede, segunda yo puedo quitar, ¿correcto?",
        "la decidida no se toca, la otra la quito, ¿está bien así? gracias señorita",
        "resumo: cerrada no se toca, abierta la quito, ¿correcto?",
        "bueno resumir: cerrada no se toca, la otra la quito yo. ¿Correcto?",
        "la decidida no se toca y la otra la quito, ¿no?",
    ],
)
def test_a_claim_that_is_so_of_each_is_agreed_to_in_a_sentence_each(two, claim):
    said = two.turn("confirm", claim)
    assert texts(said).startswith("Así es. ")
    assert set(verdicts(said)) == {"not_withdrawable_processed", "withdrawable"} and len(answers(said)) == 2


@pytest.mark.parametrize(
    "claim",
    [
        "entonces, si la tienda me paga, resuelta queda y la puedo retirar, ¿verdad?",
        "entonces procesada no es igual que cerrada, ¿no?",
    ],
)
def test_a_state_alone_is_no_case(two, claim):
    assert "La que " not in texts(two.turn("confirm", claim))


@pytest.mark.parametrize(
    "claim", ["entonces la cerrada la retiro y la abierta no, ¿verdad?", "la cerrada sí y la abierta también, ¿no?"]
)
def test_a_claim_that_is_not_so_of_each_is_put_right(two, claim):
    said = two.turn("confirm", claim)
    assert "Así es" not in texts(said)
    assert "No: una vez procesada" in texts(said) and "Sí, " in texts(said)


@pytest.mark.parametrize(
    "claim", ["una vez cerrada la queja ya no hay nada que hacer, ¿verdad?", "resuelta la deuda, la quito y ya, ¿no?"]
)
def test_what_only_begins_with_such_a_word_names_no_case(two, claim):
    assert "La que ya se procesó:\nAsí es" not in texts(two.turn("confirm", claim))


def test_whether_a_sum_of_two_is_right_is_said_of_both(two):
    two.turn("confirm", "la cerrada la dejo y la otra la quito, ¿voy bien?")
    said = two.turn("correction", "No me ha contestado a si es correcto. Sí o no, por favor.")
    assert texts(said).startswith("Así es. ") and len(verdicts(said)) == 2


def test_of_a_closed_one_the_appeal_is_not_all_that_is_said(talk):
    facts = {"party": "respondent", "ground": "image_theft", "status": "processed"}
    text = "me pusieron dos por mis fotos: una ya la cerraron, la otra sigue"
    told = {"ground": "fotos", "status": "cerraron", "status=in_process": "sigue"}
    talk.turn("withdraw", text, entities=[("second_case", "status=in_process")], said=told, **facts)
    said = texts(talk.turn("confirm", "la cerrada, nada salvo apelar, y la otra depende de él, ¿no?"))
    assert "La que ya se procesó:\nUna vez procesada ya no se retira" in said and "Puede apelar" in said


def test_two_claims_of_one_case_are_both_judged(two):
    said = texts(
        put(
            two,
            "confirm",
            "resumo: la cerrada [no se toca](not_once_processed); la abierta [la retiro](i_can_withdraw) y "
            "[luego puedo pedir mediación](can_mediate). ¿Correcto?",
        )
    )
    assert "retirarla mientras siga en trámite" in said and "que medie" in said


def test_of_two_cases_the_claim_that_is_so_is_agreed_to(two):
    text = "entonces la cerrada [no se quita](not_once_processed) y la abierta no la puedo quitar, ¿verdad?"
    said = put(two, "confirm", text)
    assert "La que ya se procesó:\nAsí es. " in texts(said) and not texts(said).startswith("Así es")


def test_all_settled_as_a_condition_is_not_told(two):
    text = "o sea, la cerrada no se toca y la abierta sí, con todo arreglado, ¿no?"
    two.turn("confirm", text, issues_resolved="yes", said={"issues_resolved": "todo arreglado"})
    assert kept(two) == [{"status": "processed"}, {"status": "in_process"}] and two.slots["issues_resolved"] is None


def test_a_claim_stores_nothing_that_it_does_not_tell(two):
    two.turn("confirm", "entonces la cerrada ya no tiene arreglo y la abierta sí", status="in_process")
    assert verdicts(two.turn("withdraw", "¿y la cerrada?")) == ["not_withdrawable_processed"]


def test_what_was_withdrawn_is_told_and_the_rest_is_claimed_of_the_other(by_goods):
    text = "ya quité la de la lámpara. Entonces con la de la tetera no hago nada, ¿no?"
    said = by_goods.turn("confirm", text, status="withdrawn", said={"status": "ya quité"})
    assert answers(said)[-1]["facts"]["status"] == "processed" and "Las dos" not in texts(said)
    assert verdicts(by_goods.turn("withdraw", "¿y la de la lámpara?")) == ["already_withdrawn"]


def test_that_nothing_is_left_to_do_is_not_agreed_to(talk):
    entities = [("second_case", "status=in_process")]
    facts = {"party": "respondent", "ground": "image_theft", "status": "processed"}
    text, said = (
        "me pusieron dos por mis fotos: una ya la cerraron, la otra sigue",
        {"ground": "fotos", "status": "cerraron"},
    )
    talk.turn("withdraw", text, entities=entities, said={**said, "status=in_process": "sigue"}, **facts)
    said = texts(
        put(talk, "confirm", "con la abierta [apelo](can_appeal) y con la cerrada ya no hay nada que hacer, ¿no?")
    )
    assert "La que ya se procesó:\nNo del todo." in said and "Puede apelar, que la guía no trata" in said


def test_what_is_planned_of_one_is_not_told(two):
    plan = "la pendiente [la retiramos](settle_first) con el acuerdo pagado, y la cerrada no, ¿correcto?"
    put(two, "confirm", plan, issues_resolved="yes", told={"issues_resolved": "acuerdo pagado"})
    assert (two.slots["issues_resolved"], two.slots["status"]) == (None, "in_process")
    assert "ya está retirada" not in texts(two.turn("confirm", "la abierta la retiramos el lunes, ¿no?"))
    two.turn("next_step", "la abierta ya la retiramos, ¿y ahora?", status="withdrawn")
    assert two.slots["status"] == "withdrawn"


def test_a_question_about_one_is_no_claim_about_both(two):
    said = two.turn("refile", "entonces, si retiro la abierta, ¿puedo poner otra después?")
    assert set(verdicts(said)) == {"refile_depends"}


def test_of_one_case_nothing_is_claimed_of_each(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    said = talk.turn("confirm", "o sea que la primera vez sí y la segunda vez no, ¿verdad?")
    assert len(verdicts(said)) == 1 and "La primera" not in texts(said)


def test_what_is_corrected_of_each_is_said_by_its_name(by_goods):
    said = by_goods.turn(
        "correction",
        "no, la de la tetera sigue y la de la lámpara es la cerrada",
        status="in_process",
        said={"status": "sigue", "status=processed": "cerrada"},
        entities=[("in_clause", "status=processed")],
    )
    assert "la de la tetera, sigue en trámite" in texts(said)
    assert verdicts(said)[0] == "withdrawable"


def test_the_other_way_round_of_one_is_so_of_the_other(by_goods):
    text = "al revés: la cerrada es la de la lámpara"
    said = by_goods.turn("correction", text, status="processed", said={"status": "cerrada"})
    assert verdicts(said) == ["withdrawable", "not_withdrawable_processed"]


def test_a_case_is_told_of_in_full_once(by_goods):
    by_goods.turn("withdraw", "¿y la de la lámpara?")
    by_goods.turn("withdraw", "¿y la de la tetera?")
    said = by_goods.turn("withdraw", "¿y la de la lámpara?")
    assert texts(said).startswith("La de la lámpara:") and "Hablamos ahora" not in texts(said)


def test_what_is_called_by_its_goods_goes_to_its_case(by_goods):
    by_goods.turn("withdraw", "¿y la de la tetera?")
    by_goods.turn("inform", "ah, y la lámpara ya me la cambiaron", issues_resolved="yes")
    assert by_goods.slots["status"] == "in_process" and by_goods.slots["issues_resolved"] == "yes"


def test_what_is_not_alike_in_all_is_answered_of_each(two):
    two.turn("refile", "¿podría presentar otra?", evidence="yes")
    assert len({answer["facts"].get("status") for answer in answers(two.turn("withdraw", "¿se puede quitar?"))}) == 2


def test_a_case_of_which_nobody_told_yet_is_begun_by_its_name(talk):
    talk.turn("withdraw", "¿retiro la que puse por una silla copiada?", party="complainant", status="in_process")
    said = talk.turn("withdraw", "¿y la de la alfombra, que ya la cerraron?", status="processed")
    assert verdicts(said) == ["not_withdrawable_processed"]
    assert answers(talk.turn("withdraw", "¿y la de la silla?"))[-1]["facts"]["status"] == "in_process"


@pytest.mark.parametrize(
    "text", ["la de la silla ya la cerraron", "y la otra parte dice que ya la cerraron", "no, perdón, ya la cerraron"]
)
def test_the_case_at_hand_is_not_begun_again(talk, text):
    talk.turn("withdraw", "¿retiro la que puse por una silla copiada?", party="complainant", status="in_process")
    talk.turn("inform", text, status="processed")
    assert talk.slots["cases"] is None and talk.slots["status"] == "processed"


def test_two_complaints_told_of_in_one_message_are_two(talk):
    text = "un cliente me puso un reclamo por un retraso y una marca me puso una denuncia por su logo, ¿las quito?"
    said = talk.turn(
        "withdraw",
        text,
        party="respondent",
        ground="other",
        entities=[("in_clause", "ground=product_infringement")],
        said={"party": "me puso", "ground": "retraso", "ground=product_infringement": "logo"},
    )
    assert [answer["facts"].get("ground") for answer in answers(said)] == ["other"] * 2 + ["product_infringement"] * 2


def test_one_complaint_for_two_reasons_is_one(talk):
    text = "puse una queja por la marca y por las fotos, ¿la quito?"
    talk.turn(
        "withdraw",
        text,
        ground="product_infringement",
        entities=[("in_clause", "ground=image_theft")],
        said={"ground": "marca", "ground=image_theft": "fotos"},
    )
    assert talk.slots["cases"] is None


def test_goods_that_one_writes_with_are_no_device(talk):
    talk.turn("inform", "la del celular sigue en trámite", device="mobile", said={"device": "celular"})
    assert talk.slots["device"] is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("me pusieron una queja y ya la cerraron; ayer me llegó otra por lo mismo", 2),
        ("puse una queja y tengo pruebas. Si la retiro, ¿puedo presentar otra?", 0),
        ("puse una queja y me dieron otra respuesta", 0),
        ("le preguntaba por un informe, no por otra queja", 0),
        ("me llegó un aviso por una marca. Y el martes otro aviso, por no enviar", 2),
        ("puse una queja y quiero poner otra queja", 0),
        ("puse una queja, y si pongo otra queja no me la aceptan", 0),
        ("puse una queja. ¿Me admiten otra queja?", 0),
    ],
)
def test_a_further_one_is_told_of_only_where_it_was_filed(talk, text, count):
    talk.turn("inform", text, kind="complaint")
    assert len([case for case in talk.slots["cases"] or [] if case]) == count


def test_what_one_of_two_is_about_is_not_said_of_the_other(talk):
    text = "tengo dos, una de Kappa por unas medias y otra de un fotógrafo por las fotos de un gorro"
    talk.turn("inform", text, ground="image_theft", said={"ground": "las fotos"})
    assert [case["facts"].get("ground") for case in talk.slots["cases"] if case] == [None, "image_theft"]


def test_each_of_two_is_of_whoever_is_named_with_it(talk):
    text = "mi hermana puso una queja por un dron y yo otra por una tableta"
    talk.turn("inform", text, party="complainant", said={"party": "puso"})
    assert [case["principal"] for case in talk.slots["cases"] if case] == ["su hermana", None]


def test_a_plan_to_settle_first_is_right_of_the_one_that_can_wait(two):
    text = "la cerrada se queda así y la abierta [la quito cuando me devuelvan el dinero](settle_first), ¿no?"
    said = put(two, "confirm", text)
    assert "todo quede resuelto (una promesa no basta)" in texts(said)
    assert texts(said).startswith("Así es. ")
    assert set(verdicts(said)) == {"not_withdrawable_processed", "resolve_all_issues"}


def test_what_is_claimed_of_one_of_them_is_judged_as_it_is_in_that_case(by_goods):
    by_goods.turn("mediation", "¿pueden mediar?")
    said = put(by_goods, "confirm", "y [la de la lámpara la dejo correr](can_leave_it), ¿verdad?")
    assert "Así es. La guía no obliga a retirarla." in texts(said)
