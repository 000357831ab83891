// The «Fuente» line of an answer, which opens what those questions of the guide say, and the link to the guide itself.
import { el, icon, icons } from "./dom";
import { externalLink, paragraphs } from "./text";
import { texts } from "./texts";

export interface Question {
  id: string;
  question: string;
  statements: string[];
  remarks: string | null;
}

const cache = new Map<string, Promise<Question>>();
let count = 0;

/** A text without its source line, and that line without its full stop («» when there is none). */
export function splitSource(text: string): { body: string; line: string } {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("Fuente: "));
  if (at < 0) return { body: text, line: "" };
  const [line] = lines.splice(at, 1) as [string];
  return { body: lines.join("\n").trim(), line: line.replace(/\.$/, "") };
}

/** The address of `guide`, relative to the chat's own address `base`; «» where it leads to another server. */
export function guideAddress(base: string, guide: string | null | undefined): string {
  const address = new URL(guide || base, base);
  return guide && address.origin === new URL(base).origin ? address.href : "";
}

/** The link to the guide, as words. */
export const guideLink = (address: string): HTMLElement => externalLink(address, "guide", texts.guideOpen);

/** The same as an icon, where there is no room for words. */
function guideIcon(address: string): HTMLElement {
  const link = externalLink(address, "guide-icon", el("span", { class: "sr-only" }, texts.guideOpen), icon(icons.external));
  link.title = texts.guideOpen;
  return link;
}

/** The source line: a button, and under it, once pressed, what the questions `ids` say; and a link to `guide`, an address. */
export function sourceLine(
  base: string,
  line: string,
  ids: string[],
  guide: string,
  opened: (whole: HTMLElement) => void,
): HTMLElement {
  const id = `source-${++count}`;
  const shown = el("div", { id, class: "source-text", role: "group", "aria-label": line, hidden: true });
  const button = el(
    "button",
    { type: "button", class: "source", "aria-expanded": "false", "aria-controls": id, title: texts.sourceOpen },
    el("span", {}, line),
    icon(icons.chevron),
  );
  const whole = el("div", { class: "sources" }, el("div", { class: "source-row" }, button, guide ? guideIcon(guide) : undefined), shown);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    shown.hidden = !open;
    if (open && !shown.querySelector("h3")) void fill(base, shown, ids).then(() => opened(whole));
    else if (open) opened(whole);
  });
  return whole;
}

async function fill(base: string, shown: HTMLElement, ids: string[]): Promise<void> {
  shown.replaceChildren(el("p", { role: "status" }, texts.sourceLoading));
  try {
    const questions = await Promise.all(ids.map((id) => readQuestion(base, id)));
    shown.replaceChildren(...questions.flatMap(render), el("p", { class: "origin" }, texts.sourceOrigin));
  } catch {
    shown.replaceChildren(el("p", { role: "alert" }, texts.sourceFailed));
  }
}

function render(question: Question): HTMLElement[] {
  return [
    el("h3", {}, el("span", {}, texts.sourceNumber(question.id)), question.question),
    el("ul", {}, ...question.statements.map((statement) => el("li", {}, statement))),
    ...paragraphs(question.remarks ?? "", false),
  ];
}

/** What the question `id` of the guide says. */
export function readQuestion(base: string, id: string): Promise<Question> {
  let question = cache.get(id);
  if (!question) {
    question = fetch(`${base}sources/${encodeURIComponent(id)}`, { credentials: "omit" }).then((reply) => {
      if (!reply.ok) throw new Error(String(reply.status));
      return reply.json() as Promise<Question>;
    });
    question.catch(() => cache.delete(id));
    cache.set(id, question);
  }
  return question;
}
