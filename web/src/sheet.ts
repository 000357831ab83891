// What opens under the header: the menu, the help, a question. One at a time.
import { el } from "./dom";

export class Sheet {
  readonly element = el("div", { id: "sheet", class: "sheet", role: "group", hidden: true });
  private opener: HTMLElement | undefined;

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Show `content`, which `opener` has opened, and focus `first`, one of its buttons. */
  show(label: string, opener: HTMLElement, first: HTMLElement, ...content: HTMLElement[]): void {
    this.opener?.setAttribute("aria-expanded", "false");
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...content);
    this.element.hidden = false;
    first.focus();
  }

  /** Close it; `back`: give the focus back to what opened it. */
  close(back = false): void {
    this.element.hidden = true;
    this.opener?.setAttribute("aria-expanded", "false");
    if (back) this.opener?.focus();
    this.opener = undefined;
  }

  /** Whether it was `opener` that opened it. */
  isOf(opener: HTMLElement): boolean {
    return this.opener === opener;
  }
}
