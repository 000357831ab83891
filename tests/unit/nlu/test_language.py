"""How a message is read before anything is learnt from it: normalized, corrected, cut into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retirada.nlu.language import OTHER_PLATFORM, create_language, load_language, normalize
from retirada.nlu.readers.persistence import ModelFileError
from retirada.nlu.utterance import Utterance

FREQUENT = "quiero retirar la queja de taobao antes de que la cierren"


@pytest.fixture(scope="module")
def nlp():
    language = create_language(["Amazon", "Mercado Libre"])
    language.get_pipe("spelling_corrector").fit(map(language.make_doc, [FREQUENT] * 5 + ["mi tienda zarpe"]))
    return language


def norms(nlp, text):
    return list(Utterance.from_doc(nlp(text)).norms)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("queiro", "quiero"),  # swapped
        ("retrar", "retirar"),  # left out
        ("quejja", "queja"),  # doubled
        ("taonao", "taobao"),  # the key beside
        ("la", "la"),  # too short to guess
        ("proveedor", "provedor"),  # like nothing known
        ("zarp", "zarp"),  # a rare word is nobody's correction
    ],
)
def test_a_typo_gets_the_norm_of_the_known_word(nlp, typed, read):
    assert norms(nlp, typed) == [read]


def test_of_two_corrections_the_commoner_is_chosen():
    language = create_language()
    corrector = language.get_pipe("spelling_corrector")
    corrector.fit(map(language.make_doc, ["caso"] * 5 + ["casa"] * 9))
    assert corrector.correct("cas") == "casa"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("XQ no LLEGÓ", ["porque", "no", "lego"]),
        ("xfa, nose q hacer", ["por", "favor", ",", "no", "se", "que", "hacer"]),
        ("Nosé", ["no", "se"]),
        ("holaaaa??", ["hola", "?", "?"]),
        ("en mercado libre o AMAZON", ["en", OTHER_PLATFORM, "o", OTHER_PLATFORM]),
        ("no es en amazon", ["no", "es", "en", "amazon"]),
        ("amazonas", ["amazonas"]),
    ],
)
def test_chat_spelling_and_other_platforms(nlp, text, read):
    assert norms(nlp, text) == read


def test_offsets_are_those_of_the_text_as_written(nlp):
    text = "La QUEJAAA, ¿q hago?  Porfa, en mercado libre"
    utterance = Utterance.from_doc(nlp(text))
    written = [text[start:end] for start, end in utterance.offsets]
    assert written == ["La", "QUEJAAA", ",", "¿", "q", "hago", "?", "Por", "fa", ",", "en", "mercado libre"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("puedo retirarla y puedo poner otra", ["puedo retirarla", "y puedo poner otra"]),
        ("gracias por todo. ¿caducan los puntos?", ["gracias por todo .", "¿ caducan los puntos ?"]),
        ("la mía sigue, la de él no", ["la mia sigue ,", "la de el no"]),
        ("con uno ya arreglé, con el otro no", ["con uno ya aregle ,", "con el otro no"]),
        ("cómo les escribo, cuánto demoran", ["como les escribo ,", "cuanto demoran"]),
        ("me pagó, dónde le doy", []),
        ("si no paga, la retiro", []),
        ("hola que tal\nla puedo quitar", ["hola que tal", "la puedo quitar"]),
        ("¿la puedo quitar?", []),
    ],
)
def test_clauses(nlp, text, clauses):
    assert [" ".join(clause.norms) for clause in Utterance.from_doc(nlp(text)).clauses()] == clauses


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("¿y si ya la procesaron?", ["y si ya la procesaron?"]),
        ("si ya la cerraron, ¿puedo?", ["si ya la cerraron,"]),
        ("¿se puede retirar si está procesada?", ["retirar si está procesada?"]),
        ("sí, ya la cerraron", []),
        ("si, ya la cerraron", []),
        ("no sé si ya la cerraron", []),
        ("quiero saber si ya la cerraron", []),
        ("en caso de que la cierren", ["en caso de que la cierren"]),
    ],
)
def test_suppositions(nlp, text, supposed):
    assert [text[start:end] for start, end in Utterance.from_doc(nlp(text)).supposed][:1] == supposed


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_in_its_offsets(nlp, text):
    utterance = Utterance.from_doc(nlp(text))
    ends = [0, *(end for _, end in utterance.offsets)]
    assert all(end <= start < stop for end, (start, stop) in zip(ends, utterance.offsets, strict=False))
    assert normalize(normalize(text)) == normalize(text)


def test_what_was_written_is_read_back(nlp, tmp_path):
    nlp.to_disk(tmp_path / "language")
    loaded = load_language(tmp_path / "language")
    text = "xfa queiro retriar la de mercado libre"
    assert norms(loaded, text) == norms(nlp, text) == ["por", "favor", "quiero", "retirar", "la", "de", OTHER_PLATFORM]


def test_a_truncated_file_is_one_clear_error(nlp, tmp_path):
    nlp.to_disk(tmp_path / "language")
    file = tmp_path / "language" / "spelling_corrector.json"
    file.write_text(file.read_text()[:20])
    with pytest.raises(ModelFileError, match="make train"):
        load_language(tmp_path / "language")
