// The demo page: begins a conversation, asks the examples, and writes the line that embeds the chat.
import { readColor, textColorOn } from "./options";
import { demoTexts } from "./texts";

const find = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector)!;
const chat = find("#chat");
/** Whether something was asked: the page's own question comes first or not at all. */
let hasBegun = false;

/** Whoever was here before goes on where they were. */
function isNew(): boolean {
  try {
    return !localStorage.getItem("retirada-token");
  } catch {
    return true;
  }
}

function begin(): void {
  const { Retirada } = window;
  if (!Retirada) return;
  Retirada.on("open", () => (chat.dataset.live = ""));
  // By this the operator tells these conversations from others.
  Retirada.context({ page: "demo" });
  if (!isNew()) return;
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry!.isIntersecting) return;
    watch.disconnect();
    if (!hasBegun) ask(chat.dataset.question!);
  });
  watch.observe(chat);
}

function ask(question: string): void {
  hasBegun = true;
  window.Retirada?.send(question);
}

/** Without a script the examples lead to the guide; with one, they are asked. */
function askExamples(): void {
  for (const link of document.querySelectorAll(".examples a")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.textContent;
    button.addEventListener("click", () => {
      window.Retirada?.open();
      ask(button.textContent!);
    });
    link.replaceWith(button);
  }
}

const escapeAttribute = (text: string): string =>
  text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The line that embeds the chat of this server, with what differs from the chat's own defaults. */
export function embedLine(address: string, options: Record<string, string>): string {
  const attributes = Object.entries(options).map(([name, value]) => (value ? ` data-${name}="${escapeAttribute(value)}"` : ""));
  return `<script src="${address}" defer${attributes.join("")}></` + "script>";
}

function configure(): void {
  const [title, color] = ["#title", "#color"].map((selector) => find<HTMLInputElement>(selector)) as [HTMLInputElement, HTMLInputElement];
  const [line, preview, copied] = ["#line", "#preview", "#copied"].map((selector) => find(selector)) as [HTMLElement, HTMLElement, HTMLElement];
  const write = (): void => {
    const { value: position } = find<HTMLInputElement>("[name=position]:checked");
    line.textContent = embedLine(new URL("../widget.js", location.href).href, {
      title: title.value.trim(),
      color: color.value === color.defaultValue ? "" : color.value,
      position: position === "left" ? position : "",
    });
    copied.textContent = "";
    const main = readColor(color.value);
    preview.dataset.position = position;
    preview.style.setProperty("--main", main);
    preview.style.setProperty("--on-main", textColorOn(main));
    find("#preview b").textContent = title.value.trim() || title.placeholder;
  };
  for (const input of document.querySelectorAll(".configurator input")) input.addEventListener("input", write);
  find("#copy").addEventListener("click", async () => (copied.textContent = (await copy(line)) ? demoTexts.copied : demoTexts.notCopied));
  write();
}

/** Copy what an element says. On a page without https the clipboard is closed to scripts: it is marked then. */
async function copy(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent!);
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}

begin();
askExamples();
configure();
