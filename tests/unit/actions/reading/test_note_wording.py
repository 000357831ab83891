"""What somebody asks about words of ours: a note's, a party's name, a page that we spoke of, the guide itself."""

from __future__ import annotations

import pytest

from actions.reading.note_wording import word_asked
from actions.reading.official_pages import notes_spoken_of
from actions.reading.tracker_state import Said
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.wording import split_yes_or_no
from tests.unit.actions.simulation import answers, texts

_O3, _O11 = "ipp.alibabagroup.com/faq/en.htm", "iprs014.html"


@pytest.fixture
def of_the_effect(talk):
    """The answer that a page contradicts was given, with the page's note below."""
    talk.turn("ip_withdrawal_effect", "¿me libra?", party="respondent", ground="product_infringement")
    return talk


def _plainly(note):
    return project_knowledge().note(note).plainly


@pytest.mark.parametrize("intent", ["sources", "meaning", "rephrase", "why", "nlu_fallback"])
def test_who_asks_what_a_note_means_is_told_in_plain_words_with_its_page_once(of_the_effect, intent):
    said = of_the_effect.turn(intent, "¿y qué significa que un enlace siga publicado, si la quitan?")
    assert texts(said).startswith(_plainly("O3")) and texts(said).count(_O3) == 1
    assert answers(said)[0]["topic"] == "meaning" and answers(said)[0]["verdict"] is None


def test_the_latest_of_the_notes_that_have_the_words_is_meant(of_the_effect):
    said = of_the_effect.turn("meaning", "no entiendo lo de anular o reducir la sanción")
    assert texts(said).startswith(_plainly("O11"))


def test_a_note_that_is_surely_meant_is_explained_whatever_the_message_sounds_like(talk):
    talk.turn("before_withdrawing", "¿qué dejo arreglado?", party="complainant", ground="other")
    said = talk.turn("where", "lo de la norma de Taobao de 2025, ¿qué quiere decir?", entities=[("detail", "leave_it")])
    assert texts(said).startswith(_plainly("O14"))


def test_a_topic_is_no_question_about_a_note(of_the_effect):
    said = of_the_effect.turn("ip_notice", "¿qué significa que me llegue un aviso de la plataforma?")
    assert answers(said)[0]["verdict"] == "ip_notice_confirmed"


def test_who_asks_why_a_note_says_something_is_told_what_it_means(of_the_effect):
    assert texts(of_the_effect.turn("why", "¿por qué dice que el enlace puede seguir publicado?")).startswith(
        _plainly("O3")
    )


def test_a_word_of_a_note_is_in_the_glossary(talk):
    talk.turn("buyer_withdrawal", "¿cómo la quito si compré?", ground="other")
    said = talk.turn("meaning", "¿qué es escalado?")
    assert "pasó a un agente" in texts(said) and answers(said)[0]["about"] == "escalado"


def test_words_that_are_said_to_be_ours_after_a_meaning_are_explained(talk):
    talk.turn("buyer_withdrawal", "¿cómo la quito si compré?", ground="other")
    talk.turn("meaning", "¿qué es escalado?")
    said = talk.turn("withdraw", "eso de «lo hace el agente de Alibaba» lo escribió usted antes")
    assert texts(said).removeprefix("Se lo explico. ").startswith(_plainly("O6"))


def test_who_a_name_of_ours_stands_for_is_explained_and_not_repeated(talk):
    talk.turn("withdraw", "¿se puede quitar?", ground="image_theft")
    said = texts(talk.turn("why", "¿por qué dice «quien la presentó»? ¿Y qué es eso de mediar?"))
    assert said.startswith("La «parte reclamante» es") and "La «mediación» es" in said


def test_a_sentence_of_ours_is_said_in_other_words_to_who_asks_what_it_means(talk):
    talk.turn("should_file", "¿la pongo?")
    first = texts(talk.turn("ip_review", "¿cómo la revisan?"))
    said = texts(talk.turn("meaning", "¿qué quiere decir que el sistema revisa primero la queja?"))
    assert "Dígame qué palabra es" not in said and said != first


def test_the_page_of_the_answers_own_words_comes_before_that_of_its_detail(talk):
    entities = [("detail", "staff_withdraws")]
    talk.turn("ip_withdrawal_effect", "¿y si la retira el personal?", entities=entities, ground="product_infringement")
    said = texts(talk.turn("sources", "¿cuál es la página oficial?"))
    assert _O3 in said and _O11 in said and "20453327" not in said


def test_who_says_that_a_page_is_not_the_one_is_given_another(talk):
    talk.turn("ip_withdrawal_effect", "¿me libra?", party="respondent", ground="product_infringement")
    talk.turn("ip_notice", "me llegó un aviso")
    assert "instruction/cn.htm" in texts(talk.turn("sources", "¿qué página oficial es?"))
    said = texts(talk.turn("why", "ese enlace no tiene que ver, ¿dónde está lo otro?"))
    assert _O3 in said and "instruction/cn.htm" not in said


def test_who_names_the_page_again_is_given_it_again(of_the_effect):
    of_the_effect.turn("sources", "¿qué página oficial es?")
    said = texts(of_the_effect.turn("why", "me refiero a la página oficial de la retirada"))
    assert _O3 in said and _O11 in said


@pytest.mark.parametrize(
    "text", ["¿de qué fecha es la guía?", "¿La guía de qué año es y qué ley cita?", "¿Fecha, autor y dirección?"]
)
@pytest.mark.parametrize("intent", ["sources", "correction", "nlu_fallback"])
def test_the_guides_own_date_author_and_law_are_no_pages(of_the_effect, intent, text):
    said = texts(of_the_effect.turn(intent, text, entities=[("detail", "binding")]))
    assert "sin fecha ni autor" in said and "alibabagroup" not in said


def test_a_word_of_a_note_in_the_plural_is_the_glossarys(talk):
    talk.turn("respond_deadline", "¿hasta cuándo contesto?", party="respondent", ground="product_infringement")
    assert answers(talk.turn("rephrase", "no entiendo eso de contranotificaciones"))[0]["about"] == "contranotificacion"


def test_a_sentence_that_was_quoted_is_not_cut_to_what_leads_to_it(talk):
    talk.turn("respond_deadline", "¿hasta cuándo contesto?", party="respondent", ground="product_infringement")
    assert "Se refiere a esto" in texts(talk.turn("why", "¿por qué dice que mire cuanto antes la fecha que ponga?"))
    assert "Se refiere a esto" not in texts(talk.turn("rephrase", "no entiendo"))


def test_a_word_of_ours_is_explained_to_who_puts_its_meaning_to_us():
    knowledge = project_knowledge()
    assert word_asked(knowledge, "«Restaurar» significa mostrarlo de nuevo, ¿no?") == "restaurar"
    assert word_asked(knowledge, "¿qué quiere decir que ya no está vigente? ¿Vigente qué es?") == "vigente"
    for text in ("procesada significa que perdí, ¿no?", "¿me lo restauran si gano?", "el titular soy yo, ¿no?"):
        assert word_asked(knowledge, text) is None


def test_a_detail_that_is_said_without_its_no_still_speaks_of_its_page():
    knowledge = project_knowledge()
    detail = next(
        d
        for d in knowledge.details
        if d.id == "complainant_punished" and d.says.startswith("No: ") and "oficial" in d.says
    )
    for text in (detail.says, split_yes_or_no(detail.says)[1]):
        assert notes_spoken_of(knowledge, Said(None, text, {}, [])) == [["O12"]]


def test_the_name_of_a_menu_tells_no_kind(talk):
    talk.turn("inform", "puse algo por insultos", party="complainant", ground="other")
    text = "el apartado se llama informe de quejas, o sea que lo mío es un informe, ¿no?"
    said = talk.turn("status_check", text, kind="report")
    assert "el nombre del apartado" in texts(said) and answers(said)[-1]["facts"].get("kind") != "report"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("nlu_fallback", "restaurar = ponerlo como antes, ¿sí?"),
        ("correction", "no me dijo la palabra: restaurar el enlace, ¿qué es?"),
        ("nlu_fallback", "¿restaurar qué cosa?"),
        ("rephrase", "qué entiende usted por restaurar"),
    ],
)
def test_a_word_of_ours_is_explained_and_nothing_else_said(talk, intent, text):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    said = texts(talk.turn(intent, text, {"meaning": 0.05}))
    assert said.startswith("«Restaurar» es volver a poner") and said.endswith("así la entiendo yo.")


@pytest.mark.parametrize("text", ["¿apelar es caro?", "me llegó la sanción, ¡qué cosa!", "¿mediar es lo mejor?"])
def test_what_says_something_of_a_word_does_not_ask_for_it(text):
    assert word_asked(project_knowledge(), text) is None
