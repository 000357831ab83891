"""`make rules`: writes the guide as one page and as a spreadsheet, and says where they are."""

from __future__ import annotations

from retirada.guide.contents import contents
from retirada.guide.page import render
from retirada.guide.spreadsheet import workbook
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import load
from retirada.yaml_files import exit_on_data_error, read_yaml

FOLDER = PROJECT / "var" / "guide"


@exit_on_data_error()
def main() -> None:
    """Write var/guide/guia.html and var/guide/guia.xlsx.

    Raises:
        SystemExit: data/knowledge or domain.yml cannot be used.
    """
    responses = read_yaml(PROJECT / "domain.yml")["responses"]
    guide = contents(load(), responses)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "guia.html").write_text(render(guide).html, encoding="utf-8")
    workbook(guide).save(FOLDER / "guia.xlsx")
    for name in ("guia.html", "guia.xlsx"):
        print((FOLDER / name).relative_to(PROJECT))


if __name__ == "__main__":
    main()
