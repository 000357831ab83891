// The conversation to take along: copied, saved as a file, or printed, with what the guide says where it was cited.
import type { Item } from "./connection";
import { el } from "./dom";
import { readQuestion, type Question } from "./source";
import { texts } from "./texts";
import { clockTime, dayName, fullTime } from "./times";

interface Transcript {
  title: string;
  saved: string;
  /** What was said, by day. */
  days: { day: string; said: { who: string; time: string; text: string }[] }[];
  /** The questions of the guide that answers cite; those that could not be read have no text. */
  sources: (Question & { address: string })[];
}

/** What was said, with its sources. `base` is the address of the server's /chat/ folder. */
export async function transcribe(base: string, title: string, items: Item[]): Promise<Transcript> {
  const days: Transcript["days"] = [];
  for (const item of items.filter(({ text, rating }) => text && !rating)) {
    const at = item.at ?? Date.now() / 1000;
    const day = dayName(at);
    if (days[days.length - 1]?.day !== day) days.push({ day, said: [] });
    const who = item.who === "user" ? texts.you : texts.bot;
    days[days.length - 1]!.said.push({ who, time: clockTime(at), text: item.text });
  }
  const cited = new Set(items.flatMap(({ answer }) => answer?.sources ?? []));
  const sources = [...cited].sort((a, b) => numberOf(a) - numberOf(b)).map(async (id) => {
    const unread: Question = { id, question: "", statements: [], remarks: null };
    const question = await readQuestion(base, id).catch(() => unread);
    return { ...question, address: new URL(`../guia#${id.toLowerCase()}`, base).href };
  });
  return { title, saved: texts.transcriptSaved(fullTime(Date.now() / 1000)), days, sources: await Promise.all(sources) };
}

/** The transcript as plain text. */
export function asText({ title, saved, days, sources }: Transcript): string {
  const said = days.flatMap(({ day, said }) => [
    `== ${day} ==`,
    ...said.map(({ who, time, text }) => `[${time}] ${who} ${text}`),
  ]);
  const cited = sources.map(({ id, question, statements, address }) =>
    [`${texts.sourceNumber(id)}. ${question}`.trim(), ...statements.map((each) => `- ${each}`), address].join("\n"),
  );
  const about = sources.length ? [`== ${texts.transcriptSources} ==`, ...cited, texts.sourceOrigin] : [];
  return [title, saved, ...said, ...about].join("\n\n") + "\n";
}

/** Copy `text`; false where the browser does not let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no such thing, but this.
    const area = el("textarea", { readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Let the browser save `text` as a file. */
export function save(text: string, name: string): void {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })), download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const STYLE = `body { font: 11pt/1.45 system-ui, sans-serif; margin: 1.5cm; color: #000; background: #fff }
p, li { white-space: pre-wrap; overflow-wrap: anywhere } h1 { font-size: 16pt } h2 { font-size: 12pt } h3 { font-size: 11pt }
p, h3, li { break-inside: avoid }`;

/** Open the browser's dialogue to print the transcript, and nothing else of the page. */
export function print({ title, saved, days, sources }: Transcript): void {
  const frame = el("iframe", { title, "aria-hidden": "true", tabindex: "-1" });
  Object.assign(frame.style, { position: "fixed", width: "0", height: "0", border: "0" });
  document.body.append(frame);
  const view = frame.contentWindow as Window & typeof globalThis;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  view.document.adoptedStyleSheets = [sheet];
  view.document.documentElement.lang = "es";
  view.document.title = title;
  view.document.body.append(
    el("h1", {}, title),
    el("p", {}, saved),
    ...days.flatMap(({ day, said }) => [
      el("h2", {}, day),
      ...said.map(({ who, time, text }) => el("p", {}, el("b", {}, `${who} `), text, ` (${time})`)),
    ]),
    ...(sources.length ? [el("h2", {}, texts.transcriptSources)] : []),
    ...sources.flatMap(({ id, question, statements, address }) => [
      el("h3", {}, `${texts.sourceNumber(id)}. ${question}`),
      el("ul", {}, ...statements.map((each) => el("li", {}, each))),
      el("p", {}, address),
    ]),
    ...(sources.length ? [el("p", {}, texts.sourceOrigin)] : []),
  );
  view.addEventListener("afterprint", () => frame.remove());
  view.print();
}

const numberOf = (id: string): number => Number(id.replace(/\D+/g, ""));
