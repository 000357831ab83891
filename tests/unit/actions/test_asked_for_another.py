"""What is answered to who asks for somebody else."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("¿a ella le bajan puntos?", "De castigar a quien la presentó"),
        ("y a mí, ¿me afecta?", "De usted, que pregunta por otra persona"),
    ],
)
def test_whom_a_sanction_is_for_is_said_to_who_asks_for_them(talk, question, says):
    talk.turn("inform", "mi jefa puso una queja por un diseño", party="complainant", ground="product_infringement")
    assert says in texts(talk.turn("ip_outcomes", question))


@pytest.mark.parametrize("question", ["¿a mi hermana le afecta la sanción?", "yo creo que eso la perjudica, ¿no?"])
def test_whether_it_affects_them_is_no_question_of_who_asks(talk, question):
    talk.turn("inform", "a mi hermana la denunciaron por un diseño", party="respondent", ground="product_infringement")
    assert "De usted, que pregunta" not in texts(talk.turn("ip_outcomes", question))
