// The site's colour: how it is read, and that text on it and in it has enough contrast.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SURFACES, textColors } from "../src/colors";
import { luminance, readColor, textColorOn } from "../src/options";

const COLORS = ["#000000", "#ffffff", "#14506b", "#ffcc00", "#ff0000", "#7f7f7f", "#00ff00", "#0000ff"];

/** WCAG 2 contrast. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test("a colour is #rgb or #rrggbb; anything else is the default", () => {
  assert.equal(readColor("#abc"), "#aabbcc");
  assert.equal(readColor("#A1B2C3"), "#A1B2C3");
  for (const text of [undefined, "", "red", "#12", "#12345g", "#1234567", "url(x)"]) assert.equal(readColor(text), "#14506b");
});

test("luminance goes from black to white", () => {
  assert.equal(luminance("#000000"), 0);
  assert.equal(luminance("#ffffff"), 1);
});

test("text on any colour can be read", () => {
  for (const color of COLORS) assert.ok(contrast(textColorOn(color), color) >= 4.5, color);
});

test("coloured text can be read in light and dark, and keeps the colour where it can", () => {
  for (const color of COLORS) {
    const shades = textColors(color);
    assert.ok(contrast(shades["--ink-light"]!, SURFACES.light) >= 5.5, color);
    assert.ok(contrast(shades["--ink-dark"]!, SURFACES.dark) >= 8, color);
  }
  assert.equal(textColors("#14506b")["--ink-light"], "#14506b");
});

test("coloured text can be read on the surfaces of the page's own, whichever they are", () => {
  const surfaces = { light: "#102030", dark: "#fdf6e3" };
  for (const color of COLORS) {
    const shades = textColors(color, surfaces);
    assert.ok(contrast(shades["--ink-light"]!, surfaces.light) >= 5.5, color);
    assert.ok(contrast(shades["--ink-dark"]!, surfaces.dark) >= 8, color);
  }
});
