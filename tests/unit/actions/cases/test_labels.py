"""Of several cases, each is known by how the person calls it, and keeps what was told of it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, put, texts

BY_PHOTOS = {"party": "complainant", "ground": "image_theft"}
OVER_INSULTS = ("second_case", "ground=other")


def facts(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


@pytest.fixture
def closed(talk):
    """A complaint that the person filed, and that was closed."""
    said = {"party": "Presenté", "status": "decidieron"}
    talk.turn("withdraw", "Presenté una queja y ya la decidieron, ¿la quito?", said=said, **FILED_AND_CLOSED)
    return talk


FILED_AND_CLOSED = {"party": "complainant", "status": "processed"}


def test_what_is_put_to_us_of_a_further_case_is_not_judged_of_the_first(closed):
    text = "Además tengo otro asunto: otra denuncia, la puse el martes. ¿[Esa sí la puedo retirar](i_can_withdraw)?"
    said = put(closed, "confirm", text, told={"party": "puse"}, party="complainant")
    assert "status" not in facts(said) and kept(closed) == [FILED_AND_CLOSED]
    assert "De presentar otra" not in texts(said)


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("también tengo otra queja contra un taller, la puse el jueves, esa se puede quitar?", True),
        ("y si tengo otra queja contra un taller, esa se puede quitar?", False),
        ("puedo poner otra queja contra el taller, o ya no se puede?", False),
    ],
)
def test_what_one_mark_ends_may_tell_before_it_asks(closed, text, is_another):
    told = {"party": "complainant"} if is_another else {}
    closed.turn("withdraw", text, said={"party": "puse"} if is_another else {}, **told)
    assert bool(kept(closed)) == is_another


def test_another_one_that_is_only_planned_is_still_judged(closed):
    said = put(closed, "confirm", "entonces la retiro y [pongo otra queja](refile), ¿verdad?")
    assert not kept(closed) and facts(said)["status"] == "processed"


@pytest.mark.parametrize("second", ["en el otro mandé un informe", "en la otra puse un informe"])
def test_the_kind_of_the_second_is_not_that_of_the_first(talk, second):
    text = f"tengo dos casos: en uno denuncié por mis fotos, y {second} por insultos. ¿Quito los dos?"
    said = {"party": "denuncié", "ground": "fotos", "kind": "informe", "ground=other": "insultos"}
    talk.turn("withdraw", text, said=said, entities=[OVER_INSULTS], kind="report", **BY_PHOTOS)
    assert [case.get("kind") for case in kept(talk)] == [None, "report"]


def test_another_of_the_same_kind_is_of_that_kind(talk):
    text = "puse un informe por mis fotos y otro por insultos. ¿Los puedo quitar?"
    said = {"party": "puse", "kind": "informe", "ground": "fotos", "ground=other": "insultos"}
    talk.turn("withdraw", text, said=said, entities=[OVER_INSULTS], kind="report", **BY_PHOTOS)
    assert [case.get("kind") for case in kept(talk)] == ["report", "report"]


def test_another_complaint_beside_a_report_is_none(talk):
    text = "puse un informe por mis fotos y otra por insultos. ¿Las puedo quitar?"
    said = {"party": "puse", "kind": "informe", "ground": "fotos", "ground=other": "insultos"}
    talk.turn("withdraw", text, said=said, entities=[OVER_INSULTS], kind="report", **BY_PHOTOS)
    assert kept(talk)[1].get("kind") != "report"


@pytest.fixture
def photos_and_parcel(talk):
    """One over photographs and one over a parcel, both filed by the person and open."""
    text = "tengo dos quejas: una por mis fotos y otra por un paquete. ¿Puedo quitar la del paquete?"
    said = {"kind": "quejas", "ground": "fotos", "ground=other": "un paquete"}
    talk.turn("withdraw", text, said=said, entities=[OVER_INSULTS], kind="complaint", **BY_PHOTOS)
    return talk


def test_the_other_named_twice_is_the_same(photos_and_parcel):
    talk = photos_and_parcel
    text = "la de las fotos no la voy a tocar, nada más la otra. Y la otra sigue abierta. ¿Se puede?"
    talk.turn("withdraw", text, status="in_process", said={"status": "sigue abierta"})
    assert (talk.slots["ground"], talk.slots["status"]) == ("other", "in_process")
    assert "status" not in kept(talk)[0]


def test_of_one_of_which_nothing_is_known_nothing_is_held(photos_and_parcel):
    talk = photos_and_parcel
    text = "la del paquete sigue y la de las fotos la cerraron"
    told = [("second_case", "status=processed")]
    talk.turn(
        "inform", text, status="in_process", entities=told, said={"status": "sigue", "status=processed": "cerraron"}
    )
    talk.turn(
        "correction",
        "la del paquete sigue, la de las fotos no sé en qué va",
        status="in_process",
        said={"status": "sigue"},
    )
    states = {case["ground"]: case.get("status") for case in kept(talk)}
    assert states.get("image_theft") is None


def test_what_is_not_wanted_of_the_only_one_named_is_asked_of_it(photos_and_parcel):
    talk = photos_and_parcel
    talk.turn("withdraw", "la de las fotos no la quiero quitar, ¿pasa algo?")
    assert talk.slots["ground"] == "image_theft"


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("y tengo otra cosa: le pedí un marco que no llegó y le puse una queja. ¿Esta la saco también?", True),
        ("otro tema: a una imprenta le puse una queja por unas tarjetas. ¿La quito?", True),
        ("tengo otra cosa que decir, ¿la quito?", False),
        ("otra cosa, ¿la queja la puedo quitar?", False),
    ],
)
def test_what_is_announced_is_another_case(talk, text, is_another):
    told = {"party": "puse", "kind": "informe", "ground": "fotos"}
    talk.turn("withdraw", "puse un informe por mis fotos, ¿lo quito?", said=told, kind="report", **BY_PHOTOS)
    words = {"party": "puse", "kind": "queja", **({"ground": "no llegó"} if "no llegó" in text else {})}
    read = {"kind": "complaint"} if "queja" in text else {}
    read |= {"party": "complainant"} if "puse" in text else {}
    read |= {"ground": "other"} if "no llegó" in text else {}
    talk.turn("withdraw", text, said={f: w for f, w in words.items() if f in read}, **read)
    assert bool(kept(talk)) == is_another
    if is_another:
        assert kept(talk)[0]["ground"] == "image_theft"


@pytest.fixture
def received_and_filed(talk):
    """One by a brand against the person, which is spoken of, and one that they filed."""
    text = "una marca me denunció y yo denuncié a una tienda por mis fotos. ¿La de la marca puedo apelarla?"
    told = [("second_case", "party=complainant"), ("second_case", "ground=image_theft")]
    said = {"party": "me denunció", "ground": "marca", "party=complainant": "denuncié", "ground=image_theft": "fotos"}
    talk.turn("appeal", text, entities=told, said=said, party="respondent", ground="product_infringement")
    talk.turn("appeal", "¿y la que es contra mí la apelo?")
    assert talk.slots["party"] == "respondent"
    return talk


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("¿y si la saco y las vuelve a subir?", "complainant"),
        ("¿y si la retiran me pueden poner otra?", "respondent"),
        ("¿me pueden volver a denunciar?", "respondent"),
    ],
)
def test_ones_own_withdrawal_is_of_the_one_filed(received_and_filed, text, party):
    received_and_filed.turn("refile", text)
    assert received_and_filed.slots["party"] == party


def test_what_a_clause_alone_is_read_as_does_not_overturn_who_filed_it(received_and_filed):
    talk = received_and_filed
    text = "y la mía ya la puedo retirar, ¿no? Me llegaron las fotos y todo bien."
    talk.turn("confirm", text, entities=[("in_clause", "party=respondent")], said={"party=respondent": "Me llegaron"})
    assert talk.slots["party"] == "complainant"


def test_two_clients_of_one_name_are_told_apart(talk):
    text = (
        "soy letrada: llevo a una clienta denunciada por una patente y a otro cliente que denunció por sus fotos. ¿Y?"
    )
    told = [("second_case", "party=complainant"), ("second_case", "ground=image_theft")]
    said = {"party": "denunciada", "ground": "patente", "party=complainant": "denunció", "ground=image_theft": "fotos"}
    talk.turn("withdraw", text, entities=told, said=said, party="respondent", ground="product_infringement")
    text = "el asunto de las fotos sigue en trámite. ¿Puede retirarla ya mi cliente?"
    said = {"ground": "las fotos", "status": "en trámite"}
    talk.turn("withdraw", text, said=said, ground="image_theft", status="in_process")
    assert (talk.slots["principal"], talk.slots["party"]) == ("su cliente", "complainant")


def test_what_is_not_the_ground_names_no_case(talk):
    text = "me pusieron dos quejas, una ya la cerraron y la otra sigue en trámite. ¿Las quito?"
    told = [("second_case", "status=in_process")]
    said = {"party": "pusieron", "status": "cerraron", "status=in_process": "en trámite"}
    talk.turn("withdraw", text, entities=told, said=said, party="respondent", status="processed")
    talk.turn("appeal", "la que sigue es por unas fotos. ¿La apelo?", ground="image_theft", said={"ground": "fotos"})
    text = "la cerrada es por mal trato, no por fotos. ¿Entonces esa se apela?"
    talk.turn("appeal", text, ground="other", status="processed", said={"ground": "mal trato", "status": "cerrada"})
    assert (talk.slots["status"], talk.slots["ground"]) == ("processed", "other")


def test_the_platform_is_no_name_of_a_case(talk):
    text = "tengo dos quejas, una ya decidida por la plataforma y la otra abierta. ¿Cuál quito?"
    told = [("second_case", "status=in_process")]
    said = {"status": "decidida", "status=in_process": "abierta"}
    talk.turn("withdraw", text, entities=told, said=said, party="complainant", status="processed")
    talk.turn("withdraw", "¿y la abierta?", status="in_process", said={"status": "abierta"})
    talk.turn("withdraw", "¿y si la plataforma la decide antes de que yo cobre?")
    assert talk.slots["status"] == "in_process"


def test_the_buyer_is_who_filed_the_one_called_so(talk):
    text = "me pusieron dos quejas: la del comprador por un pedido y la de la marca por copia. ¿Las quito?"
    told = [("second_case", "ground=product_infringement")]
    said = {"party": "pusieron", "ground": "un pedido", "ground=product_infringement": "copia"}
    talk.turn("withdraw", text, entities=told, said=said, party="respondent", ground="other")
    talk.turn("appeal", "¿y la de la marca la apelo?", ground="product_infringement", said={"ground": "marca"})
    assert talk.slots["ground"] == "product_infringement"
    talk.turn("refile", "¿y si el comprador la quita puede poner otra?")
    assert talk.slots["ground"] == "other"


def test_of_a_closed_one_over_goods_nothing_is_said_of_a_withdrawal(talk):
    said = {"party": "puse", "ground": "rota", "status": "cerraron"}
    text = "puse una queja por una lámpara rota y ya la cerraron, ¿la quito?"
    talk.turn("withdraw", text, said=said, party="complainant", ground="other", status="processed")
    said = talk.turn("refile", "¿mis fotos de la lámpara valen para poner otra?", entities=[("detail", "debt_proof")])
    assert "se cerró sin retirarla" in texts(said) and "después de retirarla" not in texts(said)
