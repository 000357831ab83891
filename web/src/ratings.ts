// What a person thinks of an answer: useful or not in one touch; after «No útil» why not, and a sentence.
import type { Rated, Rating } from "./connection";
import { MAX_CHARACTERS } from "./composer";
import { el } from "./dom";
import { texts } from "./texts";

/** Those that one touch says; the others say why an answer was of no use. */
const ONE_TOUCH = ["useful", "not_useful"];

export class RatingRow {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly thanks = el("span", { class: "thanks", role: "status" });
  private readonly more: HTMLElement;
  private readonly comment: HTMLElement;
  private readonly own = el("p", { class: "own" });
  private readonly input = el("input", {
    type: "text",
    "aria-label": texts.comment,
    placeholder: texts.comment,
    autocomplete: "off",
    maxlength: String(MAX_CHARACTERS),
  });
  private value = "";

  constructor(ratings: Rating[], rate: (value: string, comment?: string) => void) {
    const button = (rating: Rating): HTMLButtonElement =>
      el(
        "button",
        { type: "button", "data-value": rating.value, "aria-pressed": "false", onclick: () => rate(rating.value) },
        rating.title,
      );
    const touch = ratings.filter(({ value }) => ONE_TOUCH.includes(value)).map(button);
    const reasons = ratings.filter(({ value }) => !ONE_TOUCH.includes(value)).map(button);
    this.buttons = [...touch, ...reasons];
    const send = (event: Event): void => {
      event.preventDefault();
      const comment = this.input.value.trim();
      if (comment) rate(this.value, comment);
    };
    this.comment = el("form", { class: "comment", onsubmit: send }, this.input, el("button", { type: "submit" }, texts.send));
    this.more = el(
      "div",
      { class: "why", hidden: true },
      el("div", { class: "reasons", role: "group", "aria-label": texts.reasons }, ...reasons),
      this.comment,
    );
    this.element = el("div", { class: "ratings", role: "group", "aria-label": texts.rate }, ...touch, this.thanks, this.own, this.more);
  }

  /** Show what was said of the answer last; undefined: nothing. A comment that was sent is not asked for again. */
  show(rated: Rated | undefined): void {
    this.value = rated?.value ?? "";
    const isBad = Boolean(this.value) && this.value !== "useful";
    for (const button of this.buttons) {
      const { value } = button.dataset;
      const pressed = value === this.value || (isBad && value === "not_useful");
      button.setAttribute("aria-pressed", String(pressed));
    }
    this.more.hidden = !isBad;
    if (!rated?.comment) return;
    this.own.textContent = texts.ownComment(rated.comment);
    const { activeElement } = this.element.getRootNode() as ShadowRoot | Document;
    if (this.comment.contains(activeElement)) this.buttons.find(({ dataset }) => dataset.value === this.value)!.focus();
    this.comment.hidden = true;
  }

  thank(text: string): void {
    this.thanks.textContent = text;
  }

  /** The person has gone on: what more could be said of the answer is not asked for any longer. */
  end(): void {
    this.more.hidden = true;
  }
}
