"""What an answer shows of its sources."""

from __future__ import annotations

import pytest

from actions.rulebook import decide
from actions.speech import answer_of, footer, source_line


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        (["P7"], "Fuente: pregunta 7 de la guía."),
        (["P5", "P10"], "Fuente: preguntas 5 y 10 de la guía."),
        (["P10", "P5"], "Fuente: preguntas 5 y 10 de la guía."),
        (["P8", "P1", "P3"], "Fuente: preguntas 1, 3 y 8 de la guía."),
    ],
)
def test_source_line(sources, line):
    assert source_line(sources) == line


def test_the_footer_gives_each_note_with_its_id_and_page_and_ends_with_the_source(rules):
    lines = footer(decide(rules, "ip_notice", {}), remembered={}).splitlines()
    assert [line.split(":")[0] for line in lines] == ["Nota O2", "Nota O4", "Fuente"]
    assert "ipp.alibabagroup.com/instruction/cn.htm" in lines[0]


def test_the_footer_owns_up_to_what_it_remembers(rules):
    decision = decide(rules, "withdraw", {"status": "in_process"})
    first = footer(decision, remembered={"status": "in_process"}).splitlines()[0]
    assert first == "Cuento con lo que me dijo: sigue en trámite. Si no es así, corríjame."


def test_the_answer_is_as_the_contract_says(rules):
    facts = {"kind": "complaint", "status": "in_process"}
    assert answer_of(decide(rules, "withdraw", facts), facts) == {
        "topic": "withdraw",
        "verdict": "withdrawable",
        "sources": ["P1", "P2", "P3"],
        "notes": ["O1"],
        "facts": facts,
        "asks": None,
        "rulebook": rules.version,
    }
