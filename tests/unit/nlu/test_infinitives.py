"""Verbs that nobody conjugated are read in the form that goes with who does it; others stay."""

from __future__ import annotations

import pytest

from retirada.nlu.normalization.infinitives import conjugated


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yo poner queja a vendedor, poder quitar?", "yo puse queja a vendedor, puedo quitar?"),
        ("otra tienda denunciar a mi por marca", "otra tienda me denunció a mi por marca"),
        ("si el quitar, yo no tener castigo?", "si él quita, yo no tengo castigo?"),
        ("el vendedor ya pagar, nosotros ya arreglar todo", "el vendedor ya pagó, nosotros ya arreglamos todo"),
        ("a mi hermano poner denuncia", "a mi hermano le pusieron denuncia"),
        ("yo ser comprador, paquete no llegar", "yo soy comprador, paquete no llegó"),
        ("no entender que es tramite", "no entiendo que es tramite"),
        ("queja todavia no procesar, estar en tramite", "queja todavia no procesada, está en tramite"),
        ("cuantos puntos quitar a mi?", "cuantos puntos me quitan a mi?"),
        ("retirar costar dinero? eso de donde salir?", "retirar cuesta dinero? eso de donde sale?"),
        ("yo no poner, yo recibir", "yo no puse, yo recibí"),
        ("el que poner la queja es cliente", "el que puso la queja es cliente"),
        ("yo quita la funda, yo tiene factura", "yo quito la funda, yo tengo factura"),
        ("yo no la puso, yo ha recibido aviso", "yo no la puse, yo he recibido aviso"),
    ],
)
def test_verbs_are_conjugated(written, read):
    assert conjugated(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "¿puedo yo retirar la queja antes de poner otra?",
        "quiero que el vendedor pague para yo poder quitarla",
        "no sé si seguir o quitarla, ni cómo conseguir pruebas",
        "el quitar la foto no sirve, ¿y si el poder caduca?",
        "a mi entender, el vendedor debe pagar a mi tienda",
        "tengo que poner otra, y tendríamos que tener todo cerrado",
        "¿es lo mismo que estar acusado? yo es que no entiendo",
        "¿puedo como comprador anularla? Haberla retirado me pesa",
        "yo la quito, él la puso, y el que reclama como yo sale perdiendo",
        "le pido al vendedor retirar la queja y cerrar el caso",
    ],
)
def test_what_stands_as_it_should_stays(written):
    assert conjugated(written) == written
