"""What is said is so of the ground, the kind and the person that are known, and of two replies which one holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.wording import variant
from tests.unit.actions.simulation import DOMAIN, answers, texts

RULES = project_knowledge()
# Says what the guide and the pages say of intellectual property; and that it is so there, or that it isn't known.
OF_INTELLECTUAL_PROPERTY = re.compile(
    r"(?<!no )hay sanción|descuent|castig|queda probada|puede apelar|al apelar|se apela|infringe|sanciones"
)
SAYS_SO = re.compile(r"propiedad intelectual|no lo dicen?\b|no dice|no lo sé|está en la guía")


def _said_of(facts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each text that may be said in a case, with its name."""
    case = {**facts, "ground": "other"}
    verdicts = [decide(RULES, topic, case).verdict for topic in RULES.tables]
    steps = [f"step_{next_step(RULES, topic, case).step}" for topic in (None, *RULES.tables)]
    for name, again in product([*verdicts, *RULES.subjects, *steps], ("", "_again")):
        if f"utter_{name}{again}" in DOMAIN["responses"]:
            response = variant(DOMAIN["responses"], f"utter_{name}{again}", case)
            yield response, DOMAIN["responses"][response][0]["text"]
    for name in {detail.id for detail in RULES.details}:
        fitting = (d for d in RULES.details if d.id == name and d.fits(case))
        if detail := next(fitting, None):
            yield from ((name, way) for way in (detail.says, detail.says_again) if way)


@pytest.mark.parametrize("kind", ["complaint", "report"])
@pytest.mark.parametrize("party", ["complainant", "respondent", None])
@pytest.mark.parametrize("status", ["in_process", "processed", "withdrawn", None])
def test_nothing_of_intellectual_property_is_claimed_of_another_ground(kind, party, status):
    facts = {"kind": kind, "party": party, "status": status}
    said = dict(_said_of({fact: value for fact, value in facts.items() if value}))
    claimed = {
        n: text for n, text in said.items() if OF_INTELLECTUAL_PROPERTY.search(text) and not SAYS_SO.search(text)
    }
    assert claimed == {}


def test_what_a_detail_says_of_another_ground_stands_in_its_place(talk):
    of_a_mark = texts(talk.turn("ip_outcomes", "¿me multan?", detail="fine", party="respondent"))
    assert "concreta el descuento de puntos" in of_a_mark
    of_a_parcel = texts(talk.turn("ip_outcomes", "vendí una jarra rota, ¿me multan?", detail="fine", ground="other"))
    assert "concreta el descuento de puntos" not in of_a_parcel


def test_papers_of_another_ground_are_for_the_other_party_or_staff(talk):
    said = talk.turn(
        "appeal", "¿qué recibos junto?", detail="appeal_papers", party="respondent", ground="other", kind="complaint"
    )
    assert "enséñeselo a la otra parte" in texts(said) and "para apelar" not in texts(said)


def test_a_report_that_nobody_can_withdraw_is_left_to_nobody(talk):
    said = talk.turn("next_step", "¿y qué hago?", party="respondent", kind="report", ground="other")
    assert "no lo puede retirar nadie" in texts(said) and "le toca" not in texts(said)
    assert answers(said)[0]["sources"] == ["P1", "P2", "P5", "P10"]


def test_a_ground_that_is_corrected_before_anything_was_asked_leads_to_the_next_step(talk):
    talk.turn("inform", "se quejaron de mí por un logo", party="respondent", ground="product_infringement")
    said = talk.turn("correction", "no, eso no: es por una tetera que llegó tarde", ground="other")
    assert "lo corrijo" in texts(said) and "pedir al personal de Alibaba que medie" in texts(said)


def test_whose_account_it_is_filed_it(talk):
    talk.turn("withdraw", "puse una por copiarnos, ¿la quito?", party="complainant", status="in_process")
    said = talk.turn("withdraw", "la cuenta es de mi madrina, ¿la quito igual?")
    assert "la queja la presentó su madrina" in texts(said)
    assert talk.slots["principal"] == "su madrina"


@pytest.mark.parametrize("text", ["la cuenta es de mi madrina, pero la puse yo", "me ayuda mi madrina"])
def test_who_filed_it_from_anothers_account_is_still_who_filed_it(talk, text):
    talk.turn("withdraw", "puse una por copiarnos, ¿la quito?", party="complainant", status="in_process")
    talk.turn("withdraw", f"{text}, ¿la quito igual?")
    assert talk.slots["principal"] is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No me contestó si el asunto está cerrado.", None),
        ("Me contestaron: está cerrado. ¿Y bien?", "processed"),
        ("Le pregunto si se puede retirar estando cerrado.", "processed"),
    ],
)
def test_what_is_asked_whether_it_is_so_is_not_stated(talk, text, status):
    talk.turn("withdraw", text, said={"status": "cerrado"}, status="processed")
    assert talk.slots["status"] == status


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("una clienta me denunció porque dice que la traté mal", "other"),
        ("y el del insulto, ¿ese me quita puntos?", "other"),
        ("me trató mal el vendedor de las fundas", None),
    ],
)
def test_bad_manners_are_another_ground(talk, text, ground):
    talk.turn("ip_outcomes", text)
    assert talk.slots["ground"] == ground


def test_another_case_that_is_called_by_its_ground_keeps_it(talk):
    talk.turn("ip_outcomes", "lo de las fotos, ¿me sancionan?", party="respondent", ground="image_theft")
    said = talk.turn("ip_outcomes", "¿y el otro, el del insulto? ¿ese también?")
    assert talk.slots["ground"] == "other"
    assert "De una queja por otro motivo" in texts(said)


def test_one_that_was_filed_anew_is_a_case_of_its_own(talk):
    facts = {"party": "complainant", "ground": "product_infringement", "status": "withdrawn"}
    talk.turn("withdraw", "la retiré, era por mi marca", **facts)
    said = talk.turn("next_step", "ya la denuncié de nuevo, ¿y ahora?")
    assert "Puede esperar: la guía" in texts(said) and talk.slots["status"] == "in_process"
    assert talk.slots["ground"] == "product_infringement"


@pytest.mark.parametrize("text", ["¿y si la puse de nuevo?", "no la puse de nuevo", "puse el anuncio otra vez"])
def test_one_that_was_not_filed_anew_is_still_withdrawn(talk, text):
    talk.turn("withdraw", "la retiré", party="complainant", status="withdrawn")
    talk.turn("refile", text)
    assert talk.slots["status"] == "withdrawn"


def test_who_says_so_after_a_line_that_decides_nothing_is_told_what_to_do(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="other")
    said = talk.turn("correction", "eso de la propiedad intelectual no es lo mío, fue un envío")
    assert "pedir al personal de Alibaba que medie" in texts(said)


@pytest.mark.parametrize("text", ["la que la puso soy yo, con mi nuera", "es la de él contra mí"])
def test_who_says_that_it_is_them_speaks_for_nobody(talk, text):
    talk.turn("inform", "mi nuera me ayudó con una queja")
    talk.turn("correction", text, said={"party": text.split(",")[0]}, party="complainant")
    assert talk.slots["principal"] is None


def test_a_pronoun_names_nobody_where_it_is_known_who_filed_it(talk):
    talk.turn("inform", "puse una queja", party="complainant")
    talk.turn("inform", "lo miré en la tableta de mi prima", status="in_process")
    talk.turn("inform", "ya la cancele", said={"party": "la cancele"}, party="complainant", status="withdrawn")
    assert talk.slots["principal"] is None


def test_who_says_that_it_is_not_for_theirs_is_told_what_it_is_for(talk):
    talk.turn("ip_outcomes", "¿me quitan puntos?", party="respondent", ground="other")
    said = talk.turn("ip_outcomes", "pero eso es lo de las marcas, lo mío fue un envío")
    assert answers(said)[0]["topic"] == "why"
    assert "solo de las quejas por propiedad intelectual" in texts(said)


def test_of_two_replies_on_one_state_the_one_that_holds_is_said(talk):
    facts = {"party": "respondent", "kind": "report", "ground": "other"}
    talk.turn("withdraw", "me reportaron por groserías, ¿lo quita él?", **facts)
    said = talk.turn("why", "antes dijo que lo quitaba él y ahora que nadie, ¿en qué quedamos?")
    assert texts(said).startswith("Perdone si no quedó claro; vale esto. Por ese motivo, la guía no admite")
    assert "le diría otra cosa" not in texts(said)


def test_what_is_held_against_us_is_said_again_as_it_is_now(talk):
    talk.turn("withdraw", "puse una, ¿la puedo quitar?", party="complainant", status="in_process")
    talk.turn("refile", "¿y poner otra?")
    said = talk.turn("withdraw", "¿no me había dicho que sí se podía quitar?", {"why": 0.3})
    assert answers(said)[0]["topic"] == "why" and answers(said)[0]["verdict"] == "withdrawable"


def test_open_and_already_reviewed_are_two_questions_of_the_guide(talk):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", party="respondent", status="in_process")
    text = "me dice que sigue abierta y también que ya se revisó antes del aviso, ¿cómo es eso?"
    said = talk.turn("ip_review", text, said={"status": "abierta"}, status="in_process")
    assert "dice que el caso se procesó antes del aviso" in texts(said)
    why = texts(talk.turn("why", "¿por qué?"))
    assert "Suena contradictorio" not in why
