"""What is asked beside the subject is named back and has its own line: offices, a lawyer's price, frozen money."""

from __future__ import annotations

import pytest

from actions.reading.details_named import is_named
from actions.reading.needs_care import would_harm
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("party", "intent", "text", "says"),
    [
        ("respondent", "lawyer", "¿cuánto cobra un abogado?", "Cuánto cobra un abogado"),
        ("respondent", "lawyer", "¿los abogados son caros?", "Cuánto cobra un abogado"),
        ("complainant", "order", "hice un contracargo, ¿lo anulo?", "su banco"),
        ("respondent", "settlement", "¿me congelan el dinero de Alipay?", "De congelar o retener dinero"),
        ("respondent", "elsewhere", "¿quién me paga el bodegaje?", "si se pueden cobrar a la otra parte"),
        ("complainant", "withdraw", "si la retiro, ¿se borra o queda ahí?", "la sigue viendo la otra parte"),
        ("respondent", "ip_remove_listing", "ya lo quité. ¿Mejor confesar o callar?", "Si conviene reconocerlo"),
        ("complainant", "first_filing", "¿tengo que registrarlas antes?", "tener la marca o las fotos registradas"),
        ("respondent", "authority", "¿puedo exigir por el RGPD saber quién fue?", "De protección de datos"),
        ("complainant", "contact", "le escribo por el chat o por whatsapp", "Por qué medio escribir"),
        ("respondent", "elsewhere", "¿me pueden despedir por esto?", "tampoco de despidos"),
        ("respondent", "privacy", "¿dónde escribo esto?", "en la plataforma oficial (IPP"),
        ("respondent", "where", "¿en el celular se puede o tiene que ir a un cíber?", "Quien la presentó puede probar"),
    ],
)
def test_what_is_asked_beside_has_its_own_line(talk, party, intent, text, says):
    talk.turn("inform", "cuento de una queja", party=party, ground="image_theft")
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("¿y cuánto sale?", "Cuánto cobra un abogado"),
        ("¿y retirarla cuánto cuesta?", "si retirar o presentar una queja cuesta"),
        ("¿cuánto me cuesta que retiren la queja?", "si retirar o presentar una queja cuesta"),
    ],
)
def test_after_a_lawyer_was_asked_about_the_price_is_a_lawyers(talk, text, says):
    talk.turn("lawyer", "¿necesito un abogado?", party="respondent")
    assert says in texts(talk.turn("cost", text))


def test_who_asks_what_we_think_of_an_office_is_told_of_the_office(talk):
    text = "mi nieto dice que vaya a la Profeco, ¿qué opina?"
    said = texts(talk.turn("authority", text, entities=[("detail", "your_opinion"), ("other_place", "Profeco")]))
    assert "De «Profeco» la guía" in said and "Opinión propia" not in said


def test_a_short_question_that_goes_on_with_the_one_before_has_no_line_of_its_own(talk):
    talk.turn("inform", "cuento de una queja", party="complainant")
    text = "¿cómo le escribo para que quede constancia? ¿Por el chat de Alibaba?"
    clauses = [
        (c + "?", "contact", 0.95, {})
        for c in ("¿cómo le escribo para que quede constancia", "¿Por el chat de Alibaba")
    ]
    assert "ningún teléfono" not in texts(talk.turn("contact", text, clauses=clauses))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("¿voy al Procon o a la policía?", "De «Procon» y «policía» la guía"),
        ("le escribo de una asociación de consumidores: ¿puede ir al SERNAC?", "De «SERNAC» la"),
    ],
)
def test_each_office_that_is_asked_about_is_named_back(talk, text, named):
    assert named in texts(talk.turn("authority", text, entities=[("detail", "report_beside")]))


def test_the_office_that_one_writes_from_is_not_asked_about(talk):
    text, beside = "trabajo en una oficina de consumo. ¿Cuánto tarda?", [("second_topic", "duration")]
    said = talk.turn("authority", text, entities=beside, said={"duration": "¿Cuánto tarda?"})
    assert [answer["about"] for answer in answers(said)] == ["duration"]


def test_words_of_comfort_are_said_once(talk):
    clauses = [("¿me llevan preso?", "lawyer", 0.9, {"prison": 0.99}), ("Él no duerme.", "distress", 0.99, {})]
    said = texts(talk.turn("lawyer", "¿me llevan preso? Él no duerme.", clauses=clauses, party="respondent"))
    assert said.startswith("Siento que lo esté pasando así") and "Siento mucho" not in said
    text, beside = "me llegó un aviso. No he dormido", [("second_topic", "distress")]
    assert "Siento que lo esté" not in texts(talk.turn("inform", text, entities=beside))


def test_who_would_own_up_is_not_taken_for_a_liar():
    assert not would_harm(project_knowledge(), "¿y si le digo a Alibaba que los copié?")
    assert would_harm(project_knowledge(), "¿y si le digo a Alibaba que son copias?")


_NAMED = {
    "bank": "¿digo al banco que me devuelva?; ¿anulo la disputa con la tarjeta?; ¿cancelo el contracargo?",
    "lawyer_cost": "¿un abogado cuánto me cobra?; ¿cuánto hay que pagar por un abogado?; ¿es caro un abogado?",
    "admit_it": "¿conviene decir que lo copié?; ¿si digo que la hemos copiado?; ¿mejor confesar o callar?",
    "stays_on_record": "si la retiro, ¿queda constancia?; ¿queda rastro de la queja?",
    "use_their_password": "¿la quito con su clave?; me dio su clave, ¿entro?; ¿puedo entrar con la clave de él?",
    "listing_back": "si la retira, ¿vuelve mi producto?; si quita la queja, ¿me devuelven el anuncio?",
    "money_held": "¿pueden congelarme la plata?; ¿me retienen todas las ventas?; ¿mi saldo queda bloqueado?",
    "whose_proof": "¿el copiador tiene que tener pruebas?; ¿va a tener él las pruebas?",
    "registered_mark": "¿tengo que registrarlas antes?; ¿hace falta tener la marca registrada?",
    "account_owner_told": "¿le llega algo al dueño de la cuenta?; ¿el titular de la cuenta se entera?",
    "need_lawyer": "dice que vaya a un abogado, ¿qué le parece?; la abogada pide 900 euros, ¿merece la pena?",
    "threat_to_sue": "¿es buena idea decirle que lo demandaré?; ¿conviene amenazarle con un juicio?",
    "fixer": "una gestoría por 300 € nos quita los puntos; dice que conoce gente en Alibaba; "
    "un tramitador pide 300 soles para hacer que quiten la denuncia, ¿se puede?",
    "change_kind": "¿puedo cambiar el informe por una queja?; en vez de queja quiero un informe, ¿se puede cambiar?",
    "their_identity": "¿quién está detrás de esa tienda?; ¿me dan los datos del vendedor?; "
    "¿tiene el correo de quien me denunció?; ¿me pasa el número del vendedor?",
    "no_filing_here": "¿ustedes reciben quejas?; aqui puedo poner la queja?; ¿presento la denuncia aquí?",
    "how_soon": "¿cuántos días tengo con Trade Assurance?; ¿son 30 días desde que confirmo la recepción?; "
    "30 días. ¿Eso corre desde que llega o desde que toco el botón?",
    "shop_closed": "¿Alibaba me saca del sitio?; ¿me van a expulsar de la página?",
    "customs": "y aduana? también paran mi caja",
    "cannot_log_in": "no tengo la clave de mi señora, ¿cómo miro?; el problema es mi agente que tiene la clave",
    "by_proxy": "¿un apoderado con las claves puede realizar el trámite?; ¿puedo quitarla yo por él?",
    "sued": "si no la quito me va a demandar, ¿puede?; amenaza con demandarla si no la quita",
    "agreement_filed": "¿el acuerdo hay que presentarlo ante Alibaba?; ¿mando el contrato a Alibaba?",
    "complaint_copy": "me piden la queja, ¿cómo la saco en pdf?; ¿me dan copia de la denuncia?",
    "new_account": "¿y si borro la cuenta y abro otra?; ¿cierro la tienda y hago una nueva?",
    "withdraw_if_appealed": "si el vendedor apela, ¿cuenta como procesada?; ¿su apelación la convierte en procesada?",
    "menu_named": "sale «Reclamaciones enviadas». ¿Es ahí?; pone “My disputes”, ¿sería ese?",
    "sue_for_damages": "si gano, ¿me pagan la mercancía perdida?; ¿me devuelven lo que perdí?",
    "refund_after": "si la quito, ¿cuánto tarda la plata en volver?",
}
_NOT_NAMED = {
    "bank": "Hice un contracargo, ¿puedo retirar la queja?; Me pidió que le pague por banco, ¿la "
    "retiro?; ¿La retiro si me reclaman el dinero en el banco?; ¿Puedo hacer la retirada con "
    "la tarjeta de otra persona?; pago con tarjeta, ¿y?",
    "lawyer_cost": "¿Y si él contrata un abogado, cuánto tiempo tengo para retirarla?; mi abogado pregunta "
    "cuánto cuesta retirarla; el precio que acordamos lo vio mi abogado, ¿la quito?; ¿en "
    "cuánto sale mi abogado la retiro?",
    "admit_it": "¿Me conviene decir que lo copió él?; ¿Si digo que copió mi foto, la aceptan?; ¿Si digo "
    "que lo copió mi proveedor?; ¿conviene decir que la ha copiado?; ¿si digo que ellos la "
    "copiaron?",
    "stays_on_record": "¿Queda constancia de que me pagó si lo hacemos por chat?; La otra parte deja constancia "
    "por escrito de que pagó, ¿la retiro?; ¿queda constancia del envío?; ¿queda constancia de"
    " la devolución?",
    "use_their_password": "¿Quien la presentó la retira con su clave?; Entonces el vendedor entra con su contraseña"
    " y la retira, ¿no?; ¿puede quitarla con su clave?; ¿mi hija la retira con su clave?; ¿y "
    "si ella entra con su clave?",
    "listing_back": "Si retira la queja, ¿devuelve el producto o se lo queda?; si la quita, ¿me regresa el "
    "producto?; si la retira, ¿devuelven los artículos?; si la quita, ¿repone el producto?",
    "money_held": "¿Se frena todo si devuelvo el dinero?; Si freno las ventas, ¿la retira?; si retengo el "
    "pago, ¿la quita?; ¿bloqueo los pagos?; ¿me bloquean la cuenta si devuelvo el dinero?",
    "whose_proof": "¿va a tener pruebas Alibaba de la retirada?; va a tener pruebas el otro de que yo copié?",
    "registered_mark": "¿la debo tener registrada con otro correo?",
    "account_owner_told": "Me llegó un aviso y el dueño de la cuenta es mi papá, ¿puedo retirarla?; soy el dueño de"
    " la cuenta y recibí un aviso, ¿y?; el titular de la cuenta avisó al vendedor, ¿la "
    "quita?; me avisó el dueño de la cuenta",
    "need_lawyer": "mi abogado dice que conviene retirarla; su abogado pide 900 euros, ¿conviene pagar?",
    "threat_to_sue": "me dice que lo va a demandar; ¿le digo que la retire porque voy a demandar a otro?",
    "fixer": "me piden 300 euros por quitar la denuncia, ¿pago?; por 300 fundas que vendí, ¿me quitan puntos?; "
    "un conocido pide que retire la mía, ¿debo?",
    "change_kind": "fue un informe, no una queja. ¿Cambia algo?; un informe en vez de una queja, ¿lo retiro?",
    "their_identity": "¿quién está detrás de esta guía?; quiero dar el nombre del fabricante; "
    "me llegó un correo del denunciante, ¿le contesto?; ¿hay un correo de la tienda Alibaba?",
    "no_filing_here": "aquí pone que la queja está cerrada; hice la queja aquí, ¿la quito?; ¿aquí quito la queja?",
    "how_soon": "me dieron 30 días para pagar desde que firmamos; "
    "llevo 30 días esperando, ¿la quito?; ¿cuánto tarda Trade Assurance en devolver, qué plazo?",
    "shop_closed": "¿la sacan de mi sitio?; ¿me sacan de la web el producto?",
    "customs": "soy agente de aduanas y la puso mi cliente; si lo suelta la aduana, ¿debo retirarla?",
    "cannot_log_in": "tengo la clave de mi hijo, ¿entro?; no tengo la clave, ¿puedo llamar y que la quiten?",
    "by_proxy": "¿el agente de Alibaba puede retirarla?; ¿mi contadora puede apelar?; ¿puedo quitarla por correo?",
    "sued": "me van a procesar la queja, ¿la quito?; me puede demandar otra vez en Alibaba?; "
    "me van a procesar mañana, ¿qué hago?; amenaza con demandarme, ¿la puedo retirar?",
    "agreement_filed": "¿le envío el acuerdo al vendedor?; hay acuerdo y la queja se presentó en Alibaba, ¿la quito?",
    "complaint_copy": "la queja es por copia de mi marca, ¿la quito?; ya tengo copia de la queja, ¿y ahora?; "
    "mi queja dice que descargó mis fotos; ¿la queja se retira si descargo otras fotos?",
    "new_account": "¿si borro el anuncio y hago otro?; ¿cierro la cuenta y ya?; borró la cuenta y abrió otra",
    "withdraw_if_appealed": "si apela, ¿me avisan?; si se apela, ¿cuánto tarda?",
    "menu_named": "sale «cerrada», ¿es ahí donde miro?; dice «Mi informe de quejas», ¿es ahí?; "
    "hay un botón «Cancelar queja», ¿es ese?; sale «View Refund Application», ¿es ahí?",
    "sue_for_damages": "¿me devuelven los puntos que perdí?; ¿pago lo que pide?; "
    "si me devuelven lo que perdí, ¿la quito?",
    "refund_after": "¿cuánto tarda la queja?; ¿cuánto tardan en devolver los puntos?",
}


@pytest.mark.parametrize(
    ("text", "detail", "says"),
    [
        ("¿quién está detrás de la denuncia?", "who_runs", "este servicio"),
        ("le pregunté por la Profeco", "customs", "aduana"),
    ],
)
def test_what_names_neither_us_nor_the_customs_is_of_neither(talk, text, detail, says):
    talk.turn("inform", "me denunciaron", party="respondent")
    assert says not in texts(talk.turn("who_complained", text, entities=[("detail", detail)]))


def test_another_platform_is_named_back_before_a_detail_of_complaints(talk):
    talk.turn("inform", "me denunciaron", party="respondent")
    entities = [("detail", "complain_back"), ("other_place", "1688")]
    text = "y en 1688 ¿puedo denunciarlo yo?"
    assert "De 1688 no sé nada" in texts(
        talk.turn("other_platform", text, entities=entities, sure={"complain_back": 0.4})
    )


@pytest.mark.parametrize("so", [True, False])
@pytest.mark.parametrize("detail", _NAMED)
def test_a_detail_is_named_by_its_own_words_only(detail, so):
    texts_of_it = (_NAMED if so else _NOT_NAMED)[detail].split("; ")
    assert [t for t in texts_of_it if is_named(project_knowledge(), detail, t) != so] == []
