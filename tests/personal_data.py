"""A message full of personal data, and what finds it in files."""

from __future__ import annotations

from pathlib import Path

SAID = (
    "soy Yesenia Quispe y puse una queja, sigue en trámite, mi correo es ana.lopez88@example.org y mi cel 55 1234 "
    "5678, dni 12345678Z, tarjeta 4111 1111 1111 1111, pedido 845129703, ¿la puedo retirar?"
)
SECRETS = (
    "Yesenia",
    "Quispe",
    "ana.lopez88",
    "1234 5678",
    "5512345678",
    "12345678",
    "4111 1111",
    "4111111111111111",
    "845129703",
)
READ = (
    "soy [nombre] y puse una queja, sigue en trámite, mi correo es [correo] y mi cel [teléfono], "
    "dni [documento], tarjeta [tarjeta], pedido [número], ¿la puedo retirar?"
)


def left_in(folder: Path) -> set[tuple[str, str]]:
    """(file, secret) of all that is found in the files of the folder: databases, their journals and logs."""
    return {
        (path.name, secret)
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        if secret.encode() in path.read_bytes()
    }
