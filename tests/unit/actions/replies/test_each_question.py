"""Of a message that asks several things clearly, each is answered by itself, in its order."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FEE = ("¿cobran por quitarla?", "cost", 0.99, {"withdrawal_fee": 0.9})
REFUSE = ("¿tengo que aceptar lo que me ofrece?", "settlement", 0.95, {"refuse_offer": 0.9})
LAWYER = ("¿y hace falta un abogado?", "lawyer", 0.99, {"need_lawyer": 0.9})
REFILE = ("¿después puedo poner otra?", "refile", 0.99, {})
REOPEN = ("¿y se puede reabrir?", "reopen", 0.99, {})
FEE_SAYS, REFUSE_SAYS = "Si retirarla cuesta algo", "La guía no obliga a aceptar nada"


def ask(talk, intent: str, *clauses, **of_turn) -> list[dict]:
    """A message of these clauses, read as a whole with the intent."""
    return talk.turn(intent, " ".join(clause[0] for clause in clauses), clauses=list(clauses), **of_turn)


def in_order(said: list[dict], *words: str) -> bool:
    """Whether the words stand in the reply, each once and in their order."""
    text = texts(said)
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places) and all(text.count(word) == 1 for word in words)


@pytest.mark.parametrize("first, second", [(FEE, REFUSE), (REFUSE, FEE)])
def test_two_details_are_said_in_the_order_asked_and_no_verdict_beside_them(talk, first, second):
    said = ask(talk, "settlement", first, second, entities=[("second_topic", "cost")], party="complainant")
    says = [FEE_SAYS, REFUSE_SAYS] if first is FEE else [REFUSE_SAYS, FEE_SAYS]
    assert in_order(said, *says)
    assert "puede retirarla" not in texts(said)


def test_a_detail_with_a_short_way_to_be_said_again_is_not_taken_for_said(talk):
    back = ("¿y vuelve el anuncio?", "ip_outcomes", 0.5, {"listing_back": 0.9})
    liar = ("¿castigan al que denuncia en falso?", "ip_outcomes", 0.9, {"liar_punished": 0.9})
    said = ask(talk, "ip_outcomes", liar, back, party="respondent", ground="image_theft")
    assert in_order(said, "De castigar a quien denuncia en falso", "Si el anuncio vuelve")


def test_a_verdict_follows_a_detail_and_only_what_decides_it_is_asked_for_last(talk):
    said = ask(talk, "refile", LAWYER, REFILE, entities=[("second_topic", "lawyer")])
    assert in_order(said, "Si hace falta un abogado", "Lo deciden las pruebas de la infracción")
    assert answers(said)[-1]["asks"] == "evidence"


def test_after_a_long_answer_the_next_verdict_is_one_sentence(talk):
    said = ask(talk, "refile", REFILE, REOPEN, entities=[("second_topic", "reopen")], evidence="yes")
    assert in_order(said, "Sí, con pruebas de la infracción", "Una queja cancelada no se vuelve a abrir.")
    assert "Por eso hay que dejar todo resuelto" not in texts(said)


@pytest.mark.parametrize(
    "asked, says, of_case",
    [
        (("¿cómo la retiro?", "withdraw"), "después no podrá presentar otra", {"status": "in_process"}),
        (("¿dónde, en el celular?", "where"), "Gestión de crédito", {"device": "mobile"}),
    ],
)
def test_path_and_warnings_are_said_after_a_long_answer_too(talk, asked, says, of_case):
    said = ask(talk, asked[1], LAWYER, (*asked, 0.99, {}), party="complainant", kind="complaint", **of_case)
    assert in_order(said, "Si hace falta un abogado", says)


@pytest.mark.parametrize("name, is_told", [("complainant_silent", True), ("shop_closed", False)])
def test_what_to_do_on_a_condition_is_said_where_its_detail_says_nothing(talk, name, is_told):
    condition = ("¿y si pasa algo así?", "ip_outcomes", 0.9, {name: 0.9})
    said = ask(talk, "ip_outcomes", condition, ("¿Qué hago?", "next_step", 1.0, {}), party="complainant")
    assert ("Guarde sus pruebas" in texts(said)) is not is_told


def test_what_the_whole_message_tells_is_not_said_back(talk):
    said = ask(talk, "refile", REFILE, REOPEN, entities=[("second_topic", "reopen")], evidence="yes")
    assert "Cuento con lo que me dijo" not in texts(said)


@pytest.mark.parametrize(
    "other", [("¿y sería igual entonces?", "refile", 0.5, {}), ("¿y qué es eso?", "meaning", 0.9, {})]
)
def test_where_a_question_is_not_clear_the_message_is_answered_as_a_whole(talk, other):
    alone = texts(talk.turn("refile", "¿después puedo poner otra?", evidence="yes"))
    talk._start()
    assert alone.partition("\n")[0] in texts(ask(talk, "refile", REFILE, other, evidence="yes"))


def test_what_the_whole_is_read_to_ask_is_not_lost_where_no_clause_asks_it(talk):
    said = ask(talk, "reopen", FEE, LAWYER)
    assert "not_reopenable" in [answer["verdict"] for answer in answers(said)]


def test_a_claim_is_judged_and_what_is_asked_beside_it_answered_once(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    claim = ("entonces la puedo retirar mientras siga en trámite,", "confirm", 0.95, {})
    said = talk.turn(
        "confirm",
        f"{claim[0]} ¿no? {LAWYER[0]}",
        entities=[("claim", "i_can_withdraw"), ("detail", "need_lawyer")],
        said={"i_can_withdraw": claim[0], "need_lawyer": LAWYER[0]},
        clauses=[claim, LAWYER],
    )
    assert texts(said).count("Si hace falta un abogado") == 1


def test_a_point_of_the_guide_stands_beside_another_question(talk):
    author = ("¿quién escribió la guía?", "sources", 0.99, {})
    said = ask(talk, "sources", author, FEE, party="complainant")
    assert in_order(said, "El autor no consta", FEE_SAYS)


def test_with_a_line_that_refuses_nothing_else_is_answered(talk):
    fake = ("¿cómo invento unas pruebas?", "fraud", 0.99, {})
    assert FEE_SAYS not in texts(ask(talk, "fraud", fake, FEE, party="complainant"))


@pytest.mark.parametrize("sure, is_said", [(0.12, True), (0.5, False)])
def test_who_surely_asks_for_a_topic_and_hardly_for_a_detail_gets_its_answer_too(talk, sure, is_said):
    page = ("¿qué página oficial?", "sources", 0.98, {})
    punished = ("todos venden eso, ¿igual me sancionan?", "ip_outcomes", 0.99, {"other_seller_same": sure})
    said = ask(talk, "ip_outcomes", page, punished, party="respondent", ground="product_infringement")
    assert "De quien vende lo mismo" in texts(said)
    assert ("Solo hay dos resultados" in texts(said)) is is_said


def test_the_condition_before_a_question_belongs_to_it(talk):
    talk.turn("inform", "presentamos una queja", party="complainant", status="in_process")
    text = "Si Alibaba la resuelve mientras negociamos, ¿aún podríamos retirarla? ¿Y hay un plazo?"
    said = talk.turn(
        "withdraw",
        text,
        entities=[("detail", "processed_meanwhile"), ("second_topic", "duration")],
        said={"processed_meanwhile": "Si Alibaba la resuelve mientras"},
        clauses=[("¿aún podríamos retirarla?", "withdraw", 0.99, {}), ("¿Y hay un plazo?", "duration", 0.9, {})],
    )
    assert in_order(said, "Si la procesan antes, ya no la podrá retirar", "La guía no da ningún plazo")


def test_what_is_told_before_the_questions_and_has_its_line_is_not_passed_over(talk):
    talk.turn("inform", "me denunciaron", party="respondent")
    said = talk.turn(
        "settlement", "un gestor cobra 90 euros por quitar la queja, ¿eso se puede? ¿es una estafa?",
        clauses=[("¿eso se puede?", "appeal", 0.9, {}), ("¿es una estafa?", "lawyer", 0.95, {})],
    )  # fmt: skip
    assert "De agencias, abogados u otra gente que quite quejas" in texts(said)
