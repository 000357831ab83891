"""Finds the names, mails and numbers in a message that belong to a person, and puts their kind in their place.

Names are found in retirada/privacy/names.py. What else is replaced is decided by shape and surroundings alone, never by
a check digit: a number with a slip of the finger is as personal as a right one, and half of the documents of Latin
America have no check digit. Of a number that is replaced, python-stdnum and phonenumbers say which kind it is.
presidio-analyzer was measured too: see docs/security.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers
from stdnum import iban, luhn
from stdnum.ar import cuit
from stdnum.cl import rut
from stdnum.ec import ci
from stdnum.es import nif
from stdnum.mx import curp, rfc
from stdnum.pe import ruc

from retirada.privacy.names import find_names
from retirada.unaccented import unaccented

MAIL, PHONE, CARD, ACCOUNT = "[correo]", "[teléfono]", "[tarjeta]", "[cuenta]"
DOCUMENT, NUMBER, LINK, NAME = "[documento]", "[número]", "[enlace]", "[nombre]"
PLACEHOLDERS = (NAME, MAIL, PHONE, CARD, ACCOUNT, DOCUMENT, NUMBER, LINK)

_DOCUMENTS: tuple[Callable[[str], bool], ...] = tuple(m.is_valid for m in (nif, rfc, curp, cuit, rut, ci, ruc))
_REGIONS = ("ES", "MX", "AR", "CO", "CL", "PE", "EC", "VE", "UY", "BO", "GT", "DO", "CR", "PA", "PY", "HN", "SV", "NI")

# Rasa reads these as an intent, and acts on them; the assistant offers them as buttons.
_PAYLOAD = re.compile(r"/\w+(?:@[\d.]+)?(?:\{.*\})?", re.DOTALL)

# Links and mails are looked for from the start of a word only, or the time would grow with the square of its length.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|cn|es|net|org|mx|ar|co|cl|pe)/\S+", re.I
)
_LINK_TELLS = re.compile(r"\d{4}|[?=@]")

_PROVIDER = "gmail|hotmail|outlook|yahoo|icloud|live|msn|proton(?:mail)?|qq|163|126|aliyun|alibaba|taobao"
_ENDING = "com|es|net|org|edu|gob|gov|info|mx|ar|co|cl|pe|ec|ve|uy|bo|gt|do|cr|pa|py|hn|sv|ni|cn|eu|io|me"
_AT = r"(?:[@＠]|[(\[]\s*(?:at|arroba)\s*[)\]]|\barr?oba\b)"
_DOT = r"(?:\s*\.\s*|\s+punto\s+|\s*[(\[]\s*(?:dot|punto)\s*[)\]]\s*)"
_MAIL = re.compile(
    # «tod@s» has an @, too.
    r"(?<![\w.+%'-])(?:[\w.+%'-]+[@＠][\w-]+(?:\.[\w-]+)+"
    rf"|[\w.+%'-]+(?:\s+(?:punto|gui[oó]n(?:\s+bajo)?)\s+[\w.+%-]+)*\s*{_AT}\s*"
    rf"(?:[\w-]+(?:{_DOT}[\w-]+)*{_DOT}(?:{_ENDING})|(?:{_PROVIDER}))\b)",
    re.I,
)

# Digits, and letters and digits in one word, with what people put between them; and an IBAN with its spaces.
_BETWEEN = r"(?:\s?[-–/]\s?|[.,_·]|\s?\(|\)\s?-?|[^\S\n]{1,2})"
_CODE = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z]{4})?(?:[ -]?\d{2,4}){4,8}\b"
    r"|(?<!\w)(?![^\W\d_]{2,}\.)(?=[\w.&-]*\d)(?=[\w.&-]*[^\W\d_])[\w&]+(?:[-.]\w[\w&]*)*"
    rf"|(?:\+\s?|\(\s?\+?(?=\d{{1,5}}\s?\)))?\d(?:{_BETWEEN}?\d)*",
    re.I,
)
_SPOKEN = (
    "cero|un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\w+|veinte|"
    "veinti\\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|doble|triple"
)
_SPOKEN_NUMBER = re.compile(rf"\b(?:{_SPOKEN})(?:[\s,.-]+(?:y\s+)?(?:{_SPOKEN})\b){{5,}}", re.I)

_DATE = re.compile(
    # A date, also with the hour after it; an hour, or a day and a month.
    r"(?:\d{1,2}([-/. ])\d{1,2}\1(?:(?:19|20)\d\d|\d{2})|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2})(?:\s\d{1,2})?"
    r"|\d\d?[.:/]\d\d"
)
# Years, and a site of Alibaba's.
_YEARS = re.compile(r"1688|(?:19|20)\d\d(?:\s?[-–/, ]\s?(?:19|20)?\d\d)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")

_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥]|s/\.?|\b(?:usd|eur|cop|clp|ars|mxn|pen|rmb|cny|bs|rd|q)\.?)\s*$")
_MONEY_BEFORE = re.compile(
    r"\b(?:cost\w+|cuest\w+|pag\w+|gast\w+|perd\w+|cobr\w+|val\w+|precio|total|monto|importe|por|de|unos|unas|casi|son|"
    r"vend\w+|factur\w+|mas de|menos de)\s*$"
)
_CURRENCY_AFTER = re.compile(
    r"\s*(?:[$€£¥]|(?:mil|millon(?:es)?|pesos?|soles?|euros?|dolar(?:es)?|bolivar(?:es)?|bolivianos?|quetzal(?:es)?|"
    r"lempiras?|colon(?:es)?|guaranies?|yuan(?:es)?|reales|lucas|usd|eur|mxn|ars|cop|clp|pen|rmb|cny|bs|k)\b)"
)
_COUNTED = (
    r"(?:dias?|horas?|minutos?|segundos?|semanas?|mes(?:es)?|anos?|veces|vez|quejas?|denuncias?|reclam\w+|informes?|"
    r"reportes?|demandas?|pruebas?|fotos?|imagenes|productos?|articulos?|unidades|piezas?|pares|cajas|prendas|camisas|"
    r"pedidos|ordenes|clientes|compradores|vendedores|tiendas?|puntos?|preguntas?|seguidores|visitas|ventas|kilos?|kg|"
    r"gramos|metros|km|litros|cm|mm|gb|mb|paginas|mensajes|personas|copias|x|por ciento|%|am|pm|hrs?|h)"
)
_COUNTED_AFTER = re.compile(rf"\s*{_COUNTED}(?!\w)")
_UNIT_CODE = re.compile(
    rf"\d{{1,3}}x\d+|(?:\d[\d.,]*(?:{_COUNTED}|mil|k|usd|eur|mxn|ars|cop|clp|pen|pesos|soles|euros|dolares|bs))+"
)

# What stands up to four words before a number and says what it is. Of the first four, a number may be short.
_GAP = r"[^\w\n]*(?:(?!\d)\w+[^\w\n]+){0,3}$"
_LABELS = [
    (kind, re.compile(rf"(?<!\w)(?:{words})(?:e?s)?(?!\w){_GAP}"))
    for kind, words in (
        (
            DOCUMENT,
            r"dni|nie|nif|cif|rut|run|ruc|rfc|curp|cuit|cuil|rif|nit|cedula|pasaporte|documento|dui|dpi|ine|cc|ci|"
            r"c\.\s?[ci]\.|identidad|identificacion|carnet|carne|cpf",
        ),
        (CARD, r"tarjeta|visa|mastercard|amex|cvv|cvc|pin|terminad[ao] en|termina en|acaba en"),
        (ACCOUNT, r"iban|cuenta|clabe|cbu|cvu|cci"),
        (
            NUMBER,
            r"pedido|orden|order|guia|tracking|trackin|rastreo|seguimiento|envio|paquete|factura|folio|boleta|ticket|"
            r"caso|expediente|queja|denuncia|reclamo|reclamacion|numero|nro|num|no\.|n[º°]|codigo|cod|referencia|ref|id|"
            r"transaccion|operacion|serie|imei|compra|usuario",
        ),
        (
            PHONE,
            r"tel|telefono|telefonos|telf|tlf|fono|fijo|cel|celu|celular|movil|whats?app|whats|wasap|guasap|wsp|wpp|sms",
        ),
        (PHONE, r"llam\w+|marc\w+|contact\w+|escrib\w+|mandame|avis\w+"),
    )
]
_NUMBER_SIGN = re.compile(r"(?:#|n[º°]|nro\.?|num\.?|n\.\s?[º°o])\s*$")
_SHORT = 4


def without_personal_data(text: str) -> str:
    """`text` with «[nombre]», «[correo]», «[teléfono]», «[tarjeta]», «[cuenta]», «[documento]», «[número]» or
    «[enlace]» in the place of each name, mail, number and address with an id. A button's payload stays as it is; so do
    dates, prices, amounts and other small numbers.

    >>> without_personal_data("hace 3 días escribí a ana@example.org desde el 612 345 678")
    'hace 3 días escribí a [correo] desde el [teléfono]'
    """
    if _PAYLOAD.fullmatch(text):
        return text
    text = _LINK.sub(lambda m: _link(m.group()), text)
    while (found := _MAIL.sub(MAIL, text)) != text:  # of two without a blank, the second
        text = found
    if any(character.isdigit() for character in text):
        text = _CODE.sub(_code, text)
    text = _SPOKEN_NUMBER.sub(lambda m: _kind_said(unaccented(m.string[: m.start()]), 9) or NUMBER, text)
    for start, end in reversed(find_names(text)):
        text = text[:start] + NAME + text[end:]
    return text


def _link(address: str) -> str:
    bare = address.rstrip(".,;:!?)»")
    return LINK + address[len(bare) :] if _LINK_TELLS.search(bare) else address


def _code(found: re.Match[str]) -> str:
    """What to put in the place of digits, or of letters and digits: their kind, or themselves."""
    written, before, after = (
        found.group(),
        unaccented(found.string[: found.start()]),
        unaccented(found.string[found.end() :]),
    )
    rest = ""
    if (last := re.search(r"[^\S\n]+\d{1,3}$", written)) and _COUNTED_AFTER.match(after):
        # «…678 2 quejas»: the last number is of what follows.
        written, rest = written[: last.start()], last.group()
        after = rest + after
    kind = _kind_of(written, before, after)
    return (kind or written) + rest


def _kind_of(written: str, before: str, after: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if len(digits) < _SHORT or _DATE.fullmatch(written) or _YEARS.fullmatch(written):
        return None
    said = _kind_said(before, len(digits))
    if any(character.isalpha() for character in written):
        if len(digits) < (_SHORT if said else 5) or _UNIT_CODE.fullmatch(unaccented(written)):
            return None
    elif not _is_personal(written, digits, before, after, bool(said)):
        return None
    return said or _shape(written, digits)


def _is_personal(written: str, digits: str, before: str, after: str, said: bool) -> bool:
    """Whether digits, with what stands between them, belong to a person: all that are long and no amount."""
    grouped = _GROUPED.fullmatch(written)
    if _CURRENCY_BEFORE.search(before) or _CURRENCY_AFTER.match(after):
        return not grouped and len(digits) > 9
    if len(digits) <= 6 and _COUNTED_AFTER.match(after):
        return False
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if len(parts) > 2 and parts[-1] <= 31 and parts == sorted(set(parts)):
        return False  # «las preguntas 1 2 3 4 5 7 8»
    if grouped and (not said or _MONEY_BEFORE.search(before)):
        return len(digits) > 6 and not digits.endswith("000")
    if len(digits) > 6:
        return True
    if _NUMBER_SIGN.search(before):
        return True
    amount = _MONEY_BEFORE.search(before)
    return not amount and (said or (len(digits) == 6 and not digits.endswith("00")))


def _kind_said(before: str, digits: int) -> str | None:
    """The kind of which the words just before the number speak, the nearest of them; None if they don't."""
    labels = _LABELS if digits > 6 else _LABELS[:-1]
    nearest = max(
        ((match.start(), kind) for kind, label in labels for match in [_last(label, before)] if match), default=None
    )
    return nearest[1] if nearest else None


def _last(label: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The last place where the label fits: where it starts nearest to the number."""
    found, start = None, max(0, len(before) - 45)
    while match := label.search(before, start):
        found, start = match, match.start() + 1
    return found


def _shape(written: str, digits: str) -> str:
    """The kind of a number of which nobody says what it is."""
    compact = re.sub(r"[^\w&]", "", written)
    if iban.is_valid(compact):
        return ACCOUNT
    if compact.isalnum() and not compact.isdigit():
        return DOCUMENT if any(is_valid(compact) for is_valid in _DOCUMENTS) else NUMBER
    if 13 <= len(digits) <= 19 and luhn.is_valid(digits):
        return CARD
    if _is_phone(written):
        return PHONE
    return DOCUMENT if any(is_valid(compact) for is_valid in _DOCUMENTS) else NUMBER


def _is_phone(written: str) -> bool:
    for region in (None,) if written.startswith("+") else _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(written, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
