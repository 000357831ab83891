// The privacy line that one accepts before anything is sent or stored, where the site asks for it with data-consent.
import { el } from "./dom";
import { load, save } from "./storage";
import { externalLink } from "./text";
import { texts } from "./texts";

const KEY = "retirada-consent";

export class Consent {
  readonly element: HTMLElement;
  private given: boolean;

  /**
   * @param asked the value of data-consent: the address of the site's privacy page, or "" for none; undefined where
   *   the site does not ask.
   * @param accepted called once, when it is accepted here or in another tab.
   */
  constructor(
    asked: string | undefined,
    private readonly accepted: () => void,
    signal: AbortSignal,
  ) {
    this.given = asked === undefined || Boolean(load("localStorage", KEY));
    const link = asked && pageAddress(asked);
    this.element = el(
      "div",
      { class: "consent", role: "group", "aria-label": texts.consentLabel, hidden: this.given },
      el("p", {}, texts.consent, ...(link ? [" ", externalLink(link, "", texts.consentLink)] : [])),
      el("button", { type: "button", class: "strong", onclick: () => this.accept() }, texts.consentYes),
    );
    window.addEventListener("storage", ({ key, newValue }) => key === KEY && newValue && this.take(), { signal });
  }

  get isGiven(): boolean {
    return this.given;
  }

  focus(): void {
    this.element.querySelector("button")!.focus();
  }

  private accept(): void {
    save("localStorage", KEY, "1");
    this.take();
  }

  private take(): void {
    if (this.given) return;
    this.given = this.element.hidden = true;
    this.accepted();
  }
}

/** An address that the page gives, if it is one of a web page. */
function pageAddress(text: string): string {
  try {
    const { protocol, href } = new URL(text, document.baseURI);
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}
