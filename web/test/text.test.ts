// What the bot's plain text becomes: links, kinds of lines, notes, the source line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { splitNotes } from "../src/notes";
import { guideAddress, splitSource } from "../src/source";
import { lineKind, splitLinks } from "../src/text";

test("a link is [words](address), an address, or an address without its scheme", () => {
  assert.deepEqual(splitLinks("Vea [la página](https://a.org/x) y siga."), [
    "Vea ",
    { words: "la página", address: "https://a.org/x" },
    " y siga.",
  ]);
  assert.deepEqual(splitLinks("https://a.org/x"), [{ words: "https://a.org/x", address: "https://a.org/x" }]);
  assert.deepEqual(splitLinks("ipp.alibaba.com/ayuda"), [
    { words: "ipp.alibaba.com/ayuda", address: "https://ipp.alibaba.com/ayuda" },
  ]);
});

test("punctuation after an address is not part of it", () => {
  for (const end of [".", ",", "?", ").", "…".slice(1)]) {
    const [link, rest = ""] = splitLinks(`https://a.org/x${end}`);
    assert.deepEqual(link, { words: "https://a.org/x", address: "https://a.org/x" });
    assert.equal(rest, end);
  }
});

test("nothing else is a link, whatever it looks like", () => {
  for (const text of ["hola", "[palabras](javascript:alert(1))", "ana@a.org/x", "<b>a</b>", "3.5/10", "a.b", ""]) {
    assert.deepEqual(splitLinks(text), text ? [text] : []);
  }
});

test("lines of a list, notes and the lead are told apart", () => {
  assert.equal(lineKind("• uno", true), "point");
  assert.equal(lineKind("- uno", false), "point");
  assert.equal(lineKind("Nota de Alibaba: sí.", true), "note");
  assert.equal(lineKind("Sí, se puede.", true), "lead");
  assert.equal(lineKind("Sí, se puede.", false), "");
});

test("notes are taken out of the text, and only whole lines", () => {
  const text = "Sí.\n Nota: uno. \nNo. Nota: uno.\nFin.";
  assert.deepEqual(splitNotes(text, ["Nota: uno."]), { shown: "Sí.\nNo. Nota: uno.\nFin.", notes: ["Nota: uno."] });
  assert.deepEqual(splitNotes(text), { shown: text, notes: [] });
});

test("the source line is taken out of the text, without its full stop", () => {
  assert.deepEqual(splitSource("Sí.\nFuente: pregunta 1 de la guía.\nAlgo más."), {
    body: "Sí.\nAlgo más.",
    line: "Fuente: pregunta 1 de la guía",
  });
  assert.deepEqual(splitSource("Sin Fuente: nada."), { body: "Sin Fuente: nada.", line: "" });
});

test("the guide's address is relative to the chat's, and on its server", () => {
  assert.equal(guideAddress("https://a.org/x/chat/", "../guia#p7"), "https://a.org/x/guia#p7");
  for (const elsewhere of ["https://b.org/guia", "//b.org/guia", "javascript:alert(1)", "data:text/html,x", "", null, undefined])
    assert.equal(guideAddress("https://a.org/chat/", elsewhere), "");
});
