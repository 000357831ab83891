"""Words of other languages are read as Spanish ones, and Spanish ones as they are."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.components.tokenizer import MessageTokenizer
from retirada.nlu.normalization.translation import LANGUAGES, load, spelt_out, to_spanish
from retirada.yaml_files import DataFileError

SLOTS = [TextSlot(name, [{}]) for name in ("pending_question", "topic", "party")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("e se eu retirar, posso apresentar outra?", "y si yo retirar, puedo presentar otra?"),
        ("non ho ricevuto niente, posso ritirare?", "no recibí nada, puedo retirar?"),
        ("encara no ha contestat. Puc esperar?", "todavía no ha contestado. puedo esperar?"),
        ("i have no proof. ¿Puedo poner otra?", "no tengo prueba. ¿Puedo poner otra?"),
        ("je n'ai pas de preuves, ¿la puedo poner otra vez?", "yo no tengo pruebas, ¿la puedo poner otra vez?"),
        ("ich habe keine Beweise, ¿y ahora?", "no tengo pruebas, ¿y ahora?"),
        ("am pus o reclamatie, la puedo quitar?", "puse una queja, la puedo quitar?"),
        ("pourquoi no se puede?", "por qué no se puede?"),
        ("eu falei com o cara, aí não me pontuam né?", "yo hablé con el tipo, aí no me quitan puntos verdad?"),
        ("¿es barata o cara la apelación?", "¿es barata o cara la apelación?"),
        ("se a queixa for mentira o q acontece?", "si la queja es mentira qué pasa?"),
        ("se la tolgo, chiudono il mio negozio?", "si la quito, cierran mi tienda?"),
        ("it's not about a brand", "no es por una marca"),
        ("they already refunded me, what can I do about it?", "ya me reembolsaron, qué puedo hacer sobre eso?"),
        ("I changed my mind, can I still cancel it?", "cambié de opinión, todavía puedo retirarla?"),
        ("I can't find the button from my phone", "no encuentro el botón desde mi teléfono"),
        ("they offered me money to withdraw it", "me ofrecieron dinero para retirarla"),
        ("resumindo, posso ou não posso?", "resumiendo, puedo o no puedo?"),
        ("como vejo o andamento da minha queixa?", "cómo veo el estado de mi queja?"),
        ("ainda está em andamento", "todavía está en trámite"),
        ("adianta pedir para ele retirar?", "sirve pedirle que retire?"),
        ("se eu quiser, na minha loja", "si quiero, en mi tienda"),
        ("cosa devo fare per prima cosa?", "qué debo hacer primero?"),
        ("mi hanno già rimborsato, non si tratta di un marchio", "ya me reembolsaron, no es por una marca"),
        ("posso fidarmi di te?", "puedo confiar en usted?"),
        ("ho cambiato idea", "he cambiado de opinión"),
        ("com veig l'estat de la queixa?", "cómo veo el estado de la queja?"),
        ("m'han robat les fotos", "me han robado las fotos"),
        ("té sentit demanar-li que la retiri?", "tiene sentido pedirle que la retire?"),
    ],
)
def test_what_is_partly_in_another_language_is_read_in_spanish(written, read):
    assert to_spanish(written).replace("'", " ") == read


@pytest.mark.parametrize(
    "written",
    [
        "o sea, la mía sigue en trámite y la de él no. ¿La quito o la dejo?",
        "yo uso la app, pero me sale un error al entrar con mi cuenta",
        "¿no se puede entonces? Si me paga mañana, ¿qué hago?",
        "me dijo el seller que la quite y ya",
        "gracias, la otra es contra mí",
        "Entonces resumo: la retiro hoy y no puedo poner otra. ¿Correcto?",
        "tengo el reclamo y las pruebas, al reclamo le falta la factura",
        "los screenshots que tengo son de la otra tienda",
        "esa prueba sirve, pero la captura no aparece",
        "como retiro la queja, y de tu respuesta no entiendo nada",
        "primero espero y luego lo dejo igual",
    ],
)
def test_spanish_stays_as_it_is(written):
    assert to_spanish(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("mi amiga TMB la kito xq le pagaron", "mi amiga tambien la quito porque le pagaron"),
        ("osea nose dnd kitarla", "o sea no se donde quitarla"),
        ("Kevin pesa un kilo, talla m, plan C", "Kevin pesa un kilo, talla m, plan C"),
    ],
)
def test_what_is_shortened_on_a_phone_is_read_in_full(written, read):
    assert spelt_out(written) == read


def test_what_is_quoted_stays_as_it_is():
    assert to_spanish('não entendo, o que significa "escalated"?').endswith('"escalated"?')


def test_a_word_that_is_spanish_too_is_foreign_only_beside_one_that_is_not():
    assert to_spanish("tengo dos quejas, e ainda não sei se posso") == "tengo dos quejas, y todavía no sé si puedo"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Não sei se posso retirar a queixa", "no sé si puedo retirar la queja"),
        ("Posso ritirare la denuncia?", "puedo retirar la denuncia?"),
        ("I filed a complaint. Can I withdraw it?", "I filed a complaint. Can I withdraw it?"),
        (
            "hi, i filed una queja contra una tienda, can I withdraw it?",
            "hola, presenté una queja contra una tienda, puedo retirarla?",
        ),
    ],
)
def test_a_first_message_is_left_where_it_is_all_in_a_language_that_is_not_near(written, read):
    assert to_spanish(written, is_first=True) == read


@pytest.mark.parametrize("events", [[], [BotUttered("¿En qué punto está?")]])
def test_what_is_read_is_the_text_of_the_message(events):
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    tracker = DialogueStateTracker.from_events("ana", [SlotSet("topic", None), *events], SLOTS)
    (message,) = tokenizer.process([Message(data={"text": "yo poner 投诉, não sei se posso"})], tracker)
    assert message.get("text") == "yo puse queja, no sé si puedo"
    tokens = message.get("text_tokens")
    assert all(message.get("text")[token.start : token.end] == token.text for token in tokens)


def test_a_button_is_read_as_it_is():
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    tracker = DialogueStateTracker.from_events("ana", [SlotSet("topic", None), BotUttered("¿Qué más?")], SLOTS)
    (message,) = tokenizer.process([Message(data={"text": "/respondent_request"})], tracker)
    assert message.get("text") == "/respondent_request"


@pytest.mark.parametrize(
    "text",
    [
        "is_near: true\nwords: {no: no}\nambiguous: {}",
        "is_near: true\nwords: {Não: no}\nambiguous: {}",
        "is_near: true\nwords: {nao: no}",
        "is_near: true\nwords: {nao: no}\nambiguous: {nao: no}",
        "is_near: true\nwords: {one two three four five: cinco}\nambiguous: {}",
        "words: {nao: «no»}\nambiguous: {}",
        "words: [",
    ],
)
def test_a_dictionary_that_cannot_be_used_names_its_file(tmp_path, text):
    (tmp_path / "portuguese.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"portuguese\.yml: .*\(line \d\)"):
        load(tmp_path)


def test_the_project_s_dictionaries_can_be_used():
    assert len(load()) == len(list(LANGUAGES.glob("*.yml")))
