"""Patterns with messages that they are for, and with others that sound alike: a reviewer found these to be met, too."""

from __future__ import annotations

import re

import pytest

from actions.reading.phrases import normalize
from retirada.rulebook.knowledge import project_knowledge

_MEETS = {
    "mention.in_their_words": ['me escribió: "listo, ya ', "me dijo el cliente: ya ", "me respondió por WeChat «ya "],
    "filing.quoted": ['me escribió: "ya ', "él dice: yo "],
    "may_be_open": ["no sé si sigue abierta mi queja", "no estoy segura de si sigue en trámite o ya la cerraron"],
    "settle_first": ["no la quito hasta tener el dinero", "hasta tener el dinero no la quito"],
    "details_named.leave_it": ["¿y si no la retiro y que la resuelvan ellos?"],
    "one_against_them": ["tengo otra contra un vendedor que no contesta", "y tiene otra contra otro taller"],
    "mention.as_complainant": ["¿puedo poner otra?", "me copian el diseño"],
    "mention.back_to_own": ["vuelvo a la mía", "volviendo a lo mío"],
    "took_it_back": ["la de fotos la retiramos ayer", "la quité cuando me pagaron"],
    "files_one_since": ["ayer puso queja contra mí"],
    "would_not_file": ["mejor no lo denuncio"],
    "says_it_was_said": ["no me acuse, solo pregunto"],
    "mention.uses_photos": ["volvieron a subir mis fotos"],
    "mention.customer_says": ["un cliente dice que no le llegó"],
    "offers_some": ["solo tengo una foto de la feria. ¿esa sirve?"],
    "withdraw_first": ["me va a pagar el lunes, la retiro hoy", "la quito hoy y mañana me paga"],
    "own_bad_faith": ["¿y si me hago pasar por la marca?", "no es cierto, pero así me devuelven la plata"],
    "bribes": ["¿le pago a alguien de Alibaba y ya?"],
    "named_if.status.processed": ["¿y si ya la resolvió Alibaba?", "si ya la decidió, ¿la quito?"],
    "somebody_filed": ["un importador de acá puso una queja contra una tienda"],
    "complains_of_us": ["ellos me denuncian como venganza"],
    "not_filed": ["todavía no me he quejado", "todavía no he denunciado la tienda que me copia"],
    "mention.news_of_one": ["recibí un nuevo aviso de la de la marca", "me llegó otra nueva por correo"],
    "in_their_stead": ["¿la puedo quitar yo?", "¿puedo quitarla en su nombre?"],
    "out_of_reach": ["mi padre falleció en mayo", "la puso uno que ya no trabaja aquí", "jugando con mi celular"],
    "represents": ["llevo la queja de una fotógrafa"],
    "acts_for_whom.cliente": ["ayudo a cliente de Colombia"],
    "news.half": ["solo ha quitado las fotos"],
    "not_the_detail.why_differ": ["¿y por qué la guía dice que da igual?"],
    "not_the_detail.customs": ["soy agente de aduanas, ¿quién retira la queja?"],
    "details_named.how_soon": ["¿cuántos días tengo para reclamar en Trade Assurance?"],
    "details_named.fixer": [
        "una gestoría me quita los puntos por 300 euros",
        "un tramitador cobra 300 por quitar la queja",
        "una consultora me asegura que la anula, ¿me fío?",
        "¿la puede retirar una persona ajena?",
    ],
    "details_named.who_says_bad_faith": ["¿cuál es la página de la mala fe?", "páseme el enlace de la mala fe"],
    "details_named.menu_name": [
        "arriba pone «informe de quejas»: ¿lo que yo mandé es un informe?",
        "¿será un reporte? El menú se llama así, ¿entonces sería un reporte?",
    ],
    "details_named.mediation_reopens": ["¿se reabre con una mediación?", "si piden mediación, ¿la vuelven a abrir?"],
    "details_named.by_proxy": ["¿mi abogado puede retirar la queja?", "¿puedo quitarla por él?"],
    "details_named.complaint_copy": ["¿cómo saco la queja en PDF?", "¿la queja se puede descargar?"],
    "details_named.sued": ["¿me puede demandar ante un juez?"],
    "details_named.new_account": ["¿y si borro la cuenta y abro otra?"],
    "details_named.agreement_filed": ["¿el acuerdo hay que presentarlo ante Alibaba?"],
    "details_named.withdraw_if_appealed": ["si el vendedor apela, ¿cuenta como procesada?"],
    "details_named.refund_after": ["si la retiro, ¿cuánto tarda el reembolso?"],
    "details_named.menu_named": ["ahí pone «Reclamaciones enviadas», ¿es ahí?"],
    "details_named.cannot_log_in": ["no sé la contraseña, ¿cómo entro?"],
    "details_named.sue_for_damages": ["¿me pagan los daños y perjuicios?"],
    "whether_withdrawable": ["no me dijo si puedo quitarla"],
    "rightly.ip_withdrawal_irrelevant": ["si la retira igual me quitan puntos"],
    "details_named.money_held": ["Alibaba me retuvo el saldo", "¿pueden congelarme la plata?"],
    "yes_or_no.only_complainant.no": ["me pusieron una queja por producto roto, ¿puedo quitarla?"],
    "yes_or_no.only_complainant.yes": ["¿la otra parte puede quitarla?"],
    "yes_or_no.only_complainant.they": ["¿la puede quitar él?"],
    "rightly.resolve_first": ["si no me paga, no la quito", "no la quito hasta que pague"],
    "yes_or_no.ip_withdrawal_irrelevant.yes": [
        "no sirve de nada que la retire, ¿verdad?",
        "no cambia nada, ¿correcto?",
    ],
    "yes_or_no.ip_withdrawal_irrelevant.no": [
        "¿sirve de algo que la retire?",
        "¿ayuda en algo si la quita?",
        "¿no sirve de nada que la retire?",
        "¿que la retire no cambia nada?",
    ],
    "yes_or_no.ip_withdrawal_irrelevant.unless": [
        "¿es verdad que no me salva que la retire?",
        "si no se prueba y la retiran, ¿no me sancionan?",
        "¿cómo me libro de los puntos si la retiran?",
        "si la retira, ¿se salva mi anuncio?",
    ],
    "details_named.threat_to_sue": ["le digo que lo voy a demandar"],
    "details_named.need_lawyer": ["con un abogado, ¿vale la pena?", "un abogado cobra 200 por un escrito. ¿Conviene?"],
    "details_named.no_filing_here": ["¿puedo poner la queja aquí?"],
    "details_named.data_law": ["¿qué ley de datos? Alibaba usa mis datos"],
    "details_named.change_kind": ["en vez de queja un informe, ¿puedo cambiarla?"],
    "details_named.says_withdrawn": ["dice que la retiró, pero sigue ahí"],
    "details_named.shop_closed": ["¿me van a sacar de la plataforma?"],
    "details_named_by_the_accused.shop_closed": ["¿y si me la cierran?"],
    "details_named.their_identity": ["¿quién está detrás de esa tienda?", "¿cuál es el correo del vendedor?"],
    "details_named.bank": ["le pedí a mi banco la devolución"],
    "no_idea": ["la del reloj no sé cómo va", "la otra ni idea", "de esa no sabemos en qué estado está.", "no lo sé"],
    "none_against_me": ["no tengo ninguna queja en mi contra", "contra mí no hay ninguna", "nadie me denunció"],
    "none_of_mine": ["no hay ninguna queja puesta por mí"],
    "no_case": ["¿y si el otro no la retira?", "el otro ya firmó"],
    "called.status.in_process": ["¿qué hago con la que queda?", "la que me queda la retiro"],
    "rejects": [
        "no leyó mi mensaje",
        "creo que usted no lee lo que escribo",
        "¡otra vez lo mismo!",
        "le escribí otra cosa",
        "me está respondiendo otra cosa",
    ],
    "what_comes_of_it": ["¿me van a sancionar?", "¿y qué me pasa a mí?", "¿pierdo algo?"],
}
_DOES_NOT_MEET = {
    "mention.in_their_words": [
        "el vendedor me mandó un producto falso: puse",
        'me mandó "arreglar" esto, presentamos',
        'me contestó: "pago si la retirás", puse',
    ],
    "filing.quoted": ["él dice que no: yo soy el que ", "ahora me dice otra cosa: la queja la "],
    "may_be_open": [
        "el pago no sé si está pendiente",
        "no sé si está pendiente algo más",
        "no sé si en proceso es lo mismo que en trámite",
        "el vendedor no sabe si está abierta o cerrada",
    ],
    "settle_first": [
        "cuando pueda tener acceso a la cuenta la retiro",
        "espero tener tiempo y la quito el lunes",
        "hasta tener abogado no la retiro, ¿está bien?",
    ],
    "details_named.leave_it": ["si no la retiro antes de que la resuelvan no podré retirarla"],
    "one_against_them": ["tengo otra contra el anuncio de mi tienda", "hay otra contra una tienda, de una clienta"],
    "mention.as_complainant": ["¿puedo poner otra prueba?", "me copiaron la contraseña"],
    "mention.back_to_own": ["¿cómo regreso con mi dinero?", "vuelvo a mi computadora"],
    "took_it_back": ["la de fotos la retiramos cuando pague", "la retiramos mañana"],
    "files_one_since": ["ayer puse denuncia contra ellos en la policía"],
    "would_not_file": ["¿mejor no lo denuncio?"],
    "says_it_was_said": ["le pedí que no me acuse, y lo hizo"],
    "mention.uses_photos": ["¿puedo subir mis fotos mientras?"],
    "mention.customer_says": ["hay otra contra un comprador, dice que paga"],
    "withdraw_first": [
        "la tienda pagó el lunes, la retiro hoy",
        "la retiro hoy y mañana envían la otra compra",
        "la retiro hoy, el lunes me pagó",
        "la quito ya que me pagó todo",
        "la retiro, ya se resolvió todo",
        "y si me arrepiento la saco antes de que la procesen",
    ],
    "own_bad_faith": ["me acusan de hacerme pasar por la marca", "no es cierto, pero así puedo apelar?"],
    "bribes": ["siempre pago a mi agente de Taobao", "¿pago al vendedor de Alibaba?"],
    "named_if.status.processed": ["si ya lo decidió mi jefe, ¿la quito?"],
    "offers_some": ["solo me faltan dos documentos, ¿me alcanza?", "no tengo pruebas, solo la factura, ¿me vale?"],
    "somebody_filed": ["el lunes presento la queja por las fotos", "el otro dia ingreso un reclamo por el pedido"],
    "complains_of_us": ["hoy me denuncian por fotos, me llegó el aviso"],
    "not_filed": ["no me he quejado de la marca, solo de las fotos", "todavía no he presentado las pruebas"],
    "mention.news_of_one": ["me acaba de llegar una tercera, por fotos", "hoy me llegó un nuevo aviso por fotos"],
    "in_their_stead": ["¿puedo saber si la retiró?", "¿puedo hacer algo para que la quiten?"],
    "out_of_reach": [
        "mi hermana la puso y ya no está en trámite",
        "la tienda de mi tía ya no vende eso",
        "mi hijo está preocupado por su cuenta",
        "mi socia la puso con su celular",
        "mi cuñado murmura que la quite",
    ],
    "represents": ["llevo la queja de la semana pasada", "llevo la queja de una tienda que me estafó"],
    "acts_for_whom.cliente": ["la tienda ayuda a sus clientes"],
    "news.half": ["ya quitó las fotos, solo falta el pago"],
    "not_the_detail.why_differ": ["¿por qué la guía dice que da igual y la página dice que ayuda?"],
    "not_the_detail.customs": ["soy agente de aduanas, ¿la aduana suelta la carga?"],
    "details_named.how_soon": [
        "me llegó una disputa de Trade Assurance, ¿cuántos días tengo para contestar?",
        "la puse hace 30 días, ¿desde cuándo cuentan para que la procesen?",
    ],
    "details_named.fixer": [
        "el que me denunció pide 200 euros por quitar las denuncias",
        "mi abogado cobra 500 por quitarme los puntos",
        "un conocido puso la queja, pide 200 para retirarla",
        "la gestora cobra por pieza y me quitó un pedido",
        "una gestoría puso la queja por mí, ¿la retira ella?",
        "una empresa que me denunció dice que la retira si pago",
        "¿me saca el dinero una agencia?",
    ],
    "details_named.who_says_bad_faith": [
        "la página que me denunció actúa de mala fe",
        "¿qué página puso la queja de mala fe?",
        "lo hizo de mala fe, ¿qué hago?",
        "quitaron el enlace y fue de mala fe",
    ],
    "details_named.menu_name": [
        "¿cómo se llama el menú? lo mío es un informe",
        "el menú se llama Mi informe de quejas y no aparece",
        "es un informe y en el menú me sale error",
    ],
    "details_named.mediation_reopens": [
        "si no se reabre, ¿pido mediación?",
        "¿puedo pedir mediación y poner otra?",
        "a media tarde la vuelven a abrir",
    ],
    "details_named.by_proxy": [
        "¿puedo cancelar la queja por el celular?",
        "el abogado del vendedor dice que la puede retirar él",
        "¿el empleado puede sacar fotos?",
    ],
    "details_named.complaint_copy": [
        "una queja por fotos: descargaron mis imágenes. ¿se puede retirar?",
        "la denuncia es porque imprimió mi diseño, ¿la puedo retirar?",
        "mi queja es por unos planos en pdf",
    ],
    "details_named.sued": ["¿me puede procesar otra vez con pruebas?", "mi socio la quiere demandar a la marca"],
    "details_named.new_account": [
        "el vendedor borró la cuenta y abrió otra",
        "si cierro la cuenta, ¿puedo abrir una nueva queja?",
        "si cierro la tienda y hago otra cuenta, ¿me denuncian otra vez?",
    ],
    "details_named.agreement_filed": [
        "el trato era mandar el dinero a Alibaba",
        "si no cumple el acuerdo, ¿le mando un aviso a Alibaba?",
    ],
    "details_named.withdraw_if_appealed": ["si no apela, ¿queda procesada?"],
    "details_named.refund_after": [
        "¿cuánto tarda la devolución de puntos?",
        "retuvieron mi dinero, ¿cuánto tarda la plata?",
    ],
    "details_named.menu_named": ["sale «Confirmar recepción», ¿es ahí?", "hay un botón «Cancelar queja», ¿es ese?"],
    "details_named.cannot_log_in": ["no tengo la clave de seguimiento del pedido"],
    "details_named.sue_for_damages": [
        "si me devuelven lo que perdí, ¿la retiro?",
        "el acuerdo es que repone la mercancía perdida",
    ],
    "whether_withdrawable": ["dime si puedo quitarlo, el anuncio"],
    "rightly.ip_withdrawal_irrelevant": ["si la retira igual puedo vender"],
    "details_named.money_held": [
        "compré y el vendedor retiene mi dinero",
        "tienen el dinero retenido en Trade Assurance",
    ],
    "yes_or_no.only_complainant.no": ["mis fotos, ¿las puedo quitar?", "el anuncio, ¿lo puedo borrar?"],
    "yes_or_no.only_complainant.yes": ["¿otro vendedor puede retirarla?", "¿cómo la puede quitar la otra parte?"],
    "yes_or_no.only_complainant.they": ["¿me la puede quitar?", "¿él no me la puede quitar?"],
    "rightly.resolve_first": ["si no la quito hoy se cierra sola", "si no la retiro ya no hay arreglo"],
    "yes_or_no.ip_withdrawal_irrelevant.yes": ["¿no sirve de nada que la retire?", "¿no cambia nada si la retira?"],
    "yes_or_no.ip_withdrawal_irrelevant.no": ["no me ayuda nadie con la queja", "no sirve de nada, ¿no?"],
    "yes_or_no.ip_withdrawal_irrelevant.unless": ["¿si la quita me libro?", "¿me quitan puntos igual si la retira?"],
    "details_named.threat_to_sue": ["volvió a amenazar con una demanda"],
    "details_named.need_lawyer": [
        "La otra parte tiene abogado. ¿Merece la pena pedir mediación?",
        "su abogado pide 300 de multa. ¿Conviene pagar?",
        "el abogado de la tienda pide 300. ¿Vale la pena?",
        "mi abogado cobra 200 por quitarla. ¿Conviene?",
        "mi abogado cobra 200 y ya le pagué",
    ],
    "details_named.no_filing_here": ["Hola, ¿cómo pongo una queja aquí en Alibaba?"],
    "details_named.data_law": ["¿Alibaba vende mis datos al denunciado?"],
    "details_named.change_kind": ["en vez de queja, ¿un informe? no quiero cambiarla"],
    "details_named.says_withdrawn": ["dice que quitó el logo, pero sigue ahí"],
    "details_named.shop_closed": ["intento entrar y me bota de la app"],
    "details_named_by_the_accused.shop_closed": ["intento entrar y me bota de la app"],
    "details_named.their_identity": [
        "¿qué hay detrás de la queja? ¿puntos?",
        "quiero saber si sirve llamar al teléfono del que me denunció",
        "¿cómo le escribo al correo del vendedor?",
        "¿hay algún correo de la tienda Alibaba?",
    ],
    "details_named.bank": ["pedí a mi banco una copia del pago"],
    "no_idea": [
        "no sé cómo va a acabar, está en trámite",
        "no sé qué hacer con la otra",
        "no sé en qué menú está",
        "no sé cómo va esto de apelar",
        "no sabe nada de la queja",
    ],
    "none_against_me": [
        "no tengo ninguna duda",
        "en mi contra hay una",
        "nadie me contesta",
        "contra mí no hay pruebas",
    ],
    "none_of_mine": [
        "no hay ninguna respuesta puesta por ellos",
        "hay una queja puesta por mí",
        "no hay ninguna puesta por mi hermana, la puse yo",
    ],
    "no_case": [
        "el otro ya no lo quito, ¿verdad?",
        "¿el otro ya no lo quita?",
        "el otro ya lo cerraron",
        "el otro se puede retirar",
        "el otro quedó en trámite",
        "¿y el otro?",
    ],
    "called.status.in_process": ["la que queda cerrada", "la que queda en la lista", "¿y lo que queda?"],
    "rejects": [
        "el vendedor no leyó mi mensaje",
        "la otra parte no lee lo que le mando",
        "me denunciaron, ¿y si otra vez hace lo mismo?",
        "¿puedo presentar otra vez lo mismo?",
        "el vendedor me dijo otra cosa",
        "le escribí al vendedor otra cosa",
    ],
    "what_comes_of_it": [
        "si me compensan las ventas",
        "si me bajan las ventas",
        "en qué moneda se cobra",
        "si la foto de perfil cuenta igual",
        "si tengo que avisar al transportista",
    ],
}


@pytest.mark.parametrize("name", _MEETS)
def test_a_pattern_meets_what_it_is_for_and_nothing_that_sounds_alike(name):
    group, *keys = name.split(".")
    pattern = getattr(project_knowledge().phrases, group)
    for key in keys:
        pattern = pattern[key]
    pattern = getattr(pattern, "pattern", pattern)  # of a detail's words
    met = {text: re.search(pattern, normalize(text)) is not None for text in _MEETS[name] + _DOES_NOT_MEET[name]}
    assert met == {text: text in _MEETS[name] for text in met}


def test_a_last_day_is_claimed_only_where_no_case_is_processed():
    last_day = next(claim for claim in project_knowledge().phrases.claims_apart if "último día" in claim.says)
    met = "si no la quito hoy ya no puedo, ¿verdad?", "dice que hoy es el último día para retirarla"
    others = (
        "si no la quita antes de que la procesen ya no se puede, ¿verdad?",
        "si no la retiro ahora que está en trámite, luego no se puede",
        "si no quito el anuncio hoy se me cierra la tienda",
    )
    assert [text for text in (*met, *others) if re.search(last_day.pattern, normalize(text))] == list(met)
