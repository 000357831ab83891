// How choices are grouped, and what is said of them to a screen reader.
import assert from "node:assert/strict";
import { test } from "node:test";
import { groupChoices } from "../src/replies";
import { texts } from "../src/texts";

test("choices stand under their headings in the order in which they came", () => {
  const choices = [
    { title: "a" },
    { title: "b", group: "Retirar" },
    { title: "c", group: "Quejas" },
    { title: "d", group: "Retirar" },
  ];
  const groups = [...groupChoices(choices)].map(([heading, members]) => [heading, members.map(({ title }) => title)]);
  assert.deepEqual(groups, [
    ["", ["a"]],
    ["Retirar", ["b", "d"]],
    ["Quejas", ["c"]],
  ]);
  assert.equal(groupChoices([]).size, 0);
});

test("sentences with a number agree with it", () => {
  assert.equal(texts.notes(1), "Nota: lo que no dice la guía");
  assert.equal(texts.notes(2), "2 notas: lo que no dice la guía");
  assert.equal(texts.sourceNumber("P12"), "Pregunta 12");
  assert.equal(texts.groupsSpoken(14, ["a", "b"]), "14 opciones. Temas: a; b.");
});
