// Where one writes: the input, how much room is left in it, and what is wrong with what was written.
import { el, icon, icons } from "./dom";
import { texts } from "./texts";

export const MAX_CHARACTERS = 1000;
/** From how many characters on it says how many are left. */
const NEAR = 900;
/** At how many characters left a screen reader is told. */
const TOLD = [100, 50, 20, 10, 0];

export interface Writing {
  send(text: string): void;
  /** What is written and not sent has changed. */
  drafted(text: string): void;
  announce(text: string): void;
}

export class Composer {
  /** What is shown above the input, and the input. */
  readonly elements: HTMLElement[];
  private readonly input: HTMLTextAreaElement;
  private readonly sendButton: HTMLButtonElement;
  private readonly hint = el("p", { class: "hint", role: "alert", id: "hint" });
  private readonly counter = el("p", { class: "counter", id: "counter" });
  private told: number | undefined;

  constructor(private readonly writing: Writing) {
    this.input = el("textarea", {
      rows: "1",
      "aria-label": texts.input,
      "aria-describedby": "hint counter",
      placeholder: texts.input,
      enterkeyhint: "send",
      autocomplete: "off",
      oninput: () => this.changed(),
    });
    this.sendButton = el("button", { type: "submit", class: "send", "aria-label": texts.send }, icon(icons.send));
    const form = el("form", { class: "composer", onsubmit: (e) => this.submit(e) }, this.input, this.sendButton);
    this.elements = [this.hint, this.counter, form];
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
  }

  get disabled(): boolean {
    return this.input.disabled;
  }

  disable(): void {
    this.input.disabled = this.sendButton.disabled = true;
  }

  focus(): void {
    this.input.focus();
  }

  /** Show it, or hide it while one may not write yet. */
  show(is: boolean): void {
    for (const element of this.elements) element.hidden = !is;
  }

  set draft(text: string) {
    this.input.value = text;
    this.resize();
    this.count();
  }

  /** Fit the height to what is written; it cannot be measured while the panel is hidden. */
  resize(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.input.value.trim();
    const tooLong = text.length > MAX_CHARACTERS;
    this.hint.textContent = tooLong ? texts.tooLong(MAX_CHARACTERS) : "";
    if (!text || tooLong) return;
    this.writing.send(text);
    this.draft = "";
    this.writing.drafted("");
  }

  private changed(): void {
    this.resize();
    this.count();
    this.writing.drafted(this.input.value);
  }

  private count(): void {
    const length = this.input.value.trim().length;
    const left = MAX_CHARACTERS - length;
    if (left >= 0) this.hint.textContent = "";
    this.counter.textContent = length >= NEAR ? texts.left(left) : "";
    this.counter.toggleAttribute("data-over", left < 0);
    const step = TOLD.find((each, at) => left <= each && left > (TOLD[at + 1] ?? -Infinity));
    if (step !== undefined && step !== this.told) this.writing.announce(texts.left(left));
    this.told = step;
  }
}
