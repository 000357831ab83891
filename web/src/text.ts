// From the bot's plain text to elements: paragraphs, list lines, and links that can only be links.
import { el } from "./dom";
import { texts } from "./texts";

// [words](https://…), https://…, or an address that has lost its scheme: host.tld/path.
const LINK = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|https?:\/\/[^\s<>«»]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>«»]*/gi;
const TRAILING = /[.,;:!?)\]]+$/;

/** The text's words with its links as elements. */
export function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, words, target] = match;
    const shown = words ?? whole.replace(TRAILING, "");
    const address = target ?? (/^https?:/i.test(shown) ? shown : `https://${shown}`);
    parts.push(text.slice(from, match.index), link(shown, address));
    from = match.index + (words ? whole.length : shown.length);
  }
  parts.push(text.slice(from));
  return parts;
}

function link(words: string, address: string): HTMLElement {
  return el(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer" },
    // An address too long for a line breaks after a slash, not in the middle of a word.
    ...words.split(/(?<=\/)/).flatMap((part) => [part, el("wbr")]),
    el("span", { class: "unseen" }, ` ${texts.newTab}`),
  );
}

/** Paragraphs of the bot's text. The first one leads when the text gives a verdict. */
export function paragraphs(text: string, leads: boolean): HTMLElement[] {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line, number) => {
      const kind = /^[•·-] /.test(line) ? "point" : /^Nota /.test(line) ? "note" : leads && !number ? "lead" : "";
      return el("p", { class: kind }, ...linked(line));
    });
}
