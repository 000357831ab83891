// The notes on an answer, folded under it.
import { el, icon, icons } from "./dom";
import { linkify } from "./text";
import { texts } from "./texts";

/** A text without the lines that are its notes, and those notes. */
export function splitNotes(text: string, notes: string[] = []): { shown: string; notes: string[] } {
  const folded = new Set(notes);
  const shown = text.split("\n").filter((line) => !folded.has(line.trim()));
  return { shown: shown.join("\n").trim(), notes };
}

/** One line that unfolds the notes. */
export function notesLine(notes: string[], opened: (whole: HTMLElement) => void): HTMLElement {
  const whole = el(
    "details",
    { class: "notes", ontoggle: () => whole.open && opened(whole) },
    el("summary", {}, el("span", {}, texts.notes(notes.length)), icon(icons.chevron)),
    ...notes.map((note) => el("p", { class: "note" }, ...linkify(note))),
  );
  return whole;
}
