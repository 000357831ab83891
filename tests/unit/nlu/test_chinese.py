"""Chinese words in a Spanish message are read as Spanish ones, but where it asks about their letters."""

from __future__ import annotations

import pytest

from retirada.nlu.normalization.chinese import from_chinese


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yo poner 投诉 a un 卖家, sigue 处理中", "yo poner queja a un vendedor, sigue en trámite"),
        ("otra tienda 投诉 mi producto", "otra tienda denunciar mi producto"),
        ("si el 撤诉, puedo vender?", "si el retirar, puedo vender?"),
        ("mi queja (投诉) ya 处理完了", "mi queja () ya procesada"),
        ("tengo发票, ¿puedo 申诉?", "tengo factura, ¿puedo apelar?"),
        ("还在处理中", "todavía en trámite"),
        ("我没有证据", "no tengo pruebas"),
        ("el estado dice 已撤销", "el estado dice ya está retirada"),
        ("已取消, y el vendedor 已经退款了", "ya está retirada, y el vendedor ya me reembolsaron"),
        ("我应该先做什么", "qué debo hacer primero"),
        ("谁可以取消投诉", "quién puede retirar la queja"),
        ("怎么看投诉状态", "cómo veo el estado de la queja"),
        ("es por 描述不符, 不是商标问题", "es por el producto no es como se describe, no es por una marca"),
        ("我被投诉了, 会扣几分", "me pusieron una queja, cuántos puntos me quitan"),
    ],
)
def test_words_are_read_in_spanish(written, read):
    assert from_chinese(written) == read


@pytest.mark.parametrize(
    "written", ["veo 撤销 al lado, ¿le doy?", "¿qué letras son 投诉?", "el botón 取消 ¿es ese?", "看圈"]
)
def test_names_of_buttons_and_letters_stay(written):
    assert from_chinese(written) == written


def test_a_first_message_all_in_chinese_stays():
    assert from_chinese("我想撤销投诉", is_first=True) == "我想撤销投诉"
    assert from_chinese("我想 撤销 la queja contra la tienda", is_first=True).startswith("quiero")
