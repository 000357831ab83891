// From the bot's plain text to elements: paragraphs, list lines, and links that can only be links.
import { el } from "./dom";
import { texts } from "./texts";

// [words](https://…), https://…, or an address that has lost its scheme: host.tld/path.
const LINK = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|https?:\/\/[^\s<>«»]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>«»]*/gi;
const TRAILING = /[.,;:!?)\]]+$/;

export interface Link {
  words: string;
  address: string;
}

/** A text as its plain parts and its links, in order. */
export function splitLinks(text: string): (string | Link)[] {
  const parts: (string | Link)[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, label, target] = match;
    const words = label ?? whole.replace(TRAILING, "");
    const address = target ?? (/^https?:/i.test(words) ? words : `https://${words}`);
    parts.push(text.slice(from, match.index), { words, address });
    from = match.index + (label ? whole.length : words.length);
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

/** The text's words, with its links as elements. */
export const linkify = (text: string): (Node | string)[] =>
  splitLinks(text).map((part) => (typeof part === "string" ? part : linkElement(part)));

const linkElement = ({ words, address }: Link): HTMLElement =>
  // An address too long for a line breaks after a slash, not in the middle of a word.
  externalLink(address, "", ...words.split(/(?<=\/)/).flatMap((part) => [part, el("wbr")]));

/** A link that opens in another tab, and says so to who does not see it. */
export const externalLink = (address: string, name: string, ...content: (Node | string)[]): HTMLElement =>
  el(
    "a",
    { href: address, class: name, target: "_blank", rel: "noopener noreferrer" },
    ...content,
    el("span", { class: "sr-only" }, ` ${texts.newTab}`),
  );

/** What a line of the bot's text is: a point of a list, a note, the lead of a verdict, or "" for any other. */
export function lineKind(line: string, leads: boolean): "point" | "note" | "lead" | "" {
  if (/^[•·-] /.test(line)) return "point";
  if (line.startsWith("Nota ")) return "note";
  return leads ? "lead" : "";
}

/** Paragraphs of the bot's text. The first one leads when the text gives a verdict. */
export function paragraphs(text: string, leads: boolean): HTMLElement[] {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line, number) => el("p", { class: lineKind(line, leads && !number) }, ...linkify(line)));
}
