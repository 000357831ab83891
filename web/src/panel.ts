// The panel around the conversation: header, notices; focus, keyboard, and the layout on phones.
import { avatar } from "./avatar";
import { Composer } from "./composer";
import type { Consent } from "./consent";
import { el, icon, icons } from "./dom";
import type { Menu } from "./menu";
import { FULL_SCREEN } from "./options";
import type { Sheet } from "./sheet";
import { texts } from "./texts";

export interface Actions {
  send(text: string): void;
  /** What is written and not sent has changed. */
  drafted(text: string): void;
  close(): void;
  restart(): void;
  tryNow(): void;
}

/** What a page sets of it. */
export interface Look {
  title: string;
  form: Form;
  /** The address of a picture, or "". */
  picture: string;
}

/** Where the panel is: over the page behind a launcher, in an element of the page, or all of the page. */
export type Form = "launcher" | "inline" | "page";

/** What the panel holds that is made elsewhere. */
export interface Parts {
  log: HTMLElement;
  sheet: Sheet;
  menu: Menu;
  consent: Consent;
}

const PASSING_MS = 6000;
const ROLES = { launcher: "dialog", inline: "region", page: "main" };

export class Panel {
  readonly element: HTMLElement;
  private readonly log: HTMLElement;
  private readonly composer: Composer;
  private readonly passing = el("div", { class: "passing", "aria-hidden": "true" });
  private passingTimer = 0;
  private readonly notice = el("div", { class: "notice", role: "status" });
  private readonly liveRegion = el("div", { class: "sr-only", "aria-live": "polite" });
  private readonly fullScreen = window.matchMedia(FULL_SCREEN);
  private readonly form: Form;
  private pageLocked = false;

  constructor(
    { title, form, picture }: Look,
    private readonly parts: Parts,
    private readonly actions: Actions,
    signal: AbortSignal,
  ) {
    this.form = form;
    const { log, sheet, menu, consent } = parts;
    this.log = log;
    this.composer = new Composer({
      send: (text) => actions.send(text),
      drafted: (text) => actions.drafted(text),
      announce: (text) => this.announce(text),
    });
    this.composer.show(consent.isGiven);
    const close =
      form === "launcher"
        ? el("button", { type: "button", "aria-label": texts.close, title: texts.close, onclick: () => actions.close() }, icon(icons.close))
        : undefined;
    this.element = el(
      "section",
      { class: "panel", role: ROLES[form], "aria-labelledby": "title", "aria-describedby": "subtitle", tabindex: "-1", hidden: true },
      el(
        "header",
        {},
        avatar(picture),
        el(
          "div",
          {},
          el(form === "page" ? "h1" : "h2", { id: "title" }, title),
          // Between the page's heading and those of the third level in the conversation.
          form === "page" ? el("h2", { class: "sr-only" }, texts.conversation) : undefined,
          el("p", { id: "subtitle" }, texts.subtitle),
        ),
        menu.button,
        close,
      ),
      sheet.element,
      el("div", { class: "notices" }, this.notice, this.passing),
      log,
      consent.element,
      ...this.composer.elements,
      this.liveRegion,
    );
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    for (const viewport of [window.visualViewport, this.fullScreen])
      for (const name of ["resize", "scroll", "change"]) viewport?.addEventListener(name, () => this.fitViewport(), { signal });
    signal.addEventListener("abort", () => this.close());
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(focus: boolean): void {
    this.element.hidden = false;
    this.fitViewport();
    this.composer.resize();
    if (focus) this.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.fitViewport();
  }

  /** Focus the input; on a touch screen the panel itself, so that the keyboard does not cover the conversation. */
  focus(): void {
    const onTouch = window.matchMedia("(pointer: coarse)").matches;
    if (!this.parts.consent.isGiven) this.parts.consent.focus();
    else if (this.composer.disabled || onTouch) this.element.focus();
    else this.composer.focus();
  }

  /** What is written and not sent. */
  set draft(text: string) {
    this.composer.draft = text;
  }

  /** Let the visitor write, who has accepted the privacy line. */
  begin(): void {
    const focused = this.parts.consent.element.contains(this.focused);
    this.composer.show(true);
    if (focused) this.focus();
  }

  private get focused(): Element | null {
    return (this.element.getRootNode() as ShadowRoot).activeElement;
  }

  /** Mark the panel while something is not answered yet. One may go on writing meanwhile. */
  setBusy(is: boolean): void {
    this.element.toggleAttribute("data-busy", is);
  }

  /** Disable the chat for good, with a notice that says why. */
  disable(text: string): void {
    this.setNotice(text, true, false);
    this.composer.disable();
    this.parts.menu.button.hidden = true;
    this.parts.sheet.close();
    if (this.isOpen) this.focus();
  }

  /** Say that the connection is coming, for a moment and over the conversation: nothing moves when it is there. */
  setConnecting(): void {
    this.setNotice(texts.connecting);
    this.notice.toggleAttribute("data-brief", true);
  }

  /** Set the notice above the conversation; "" hides it. `retry` adds a button to connect now (default: for problems). */
  setNotice(text: string, problem = false, retry = problem): void {
    const now = retry && el("button", { type: "button", onclick: () => this.actions.tryNow() }, texts.tryNow);
    this.notice.replaceChildren(text, now || "");
    this.notice.toggleAttribute("data-problem", problem);
    this.notice.toggleAttribute("data-brief", false);
  }

  /** Announce `text` to a screen reader, without showing it. */
  announce(text: string): void {
    this.liveRegion.append(el("p", {}, text));
    while (this.liveRegion.childElementCount > 5) this.liveRegion.firstElementChild?.remove();
  }

  /** Say `text` above the conversation for a moment, and to a screen reader. */
  tell(text: string): void {
    this.announce(text);
    this.passing.textContent = text;
    window.clearTimeout(this.passingTimer);
    this.passingTimer = window.setTimeout(() => (this.passing.textContent = ""), PASSING_MS);
  }

  /** Ask whether to begin a new conversation. */
  askRestart(): void {
    const { sheet, menu } = this.parts;
    const yes = (): void => {
      sheet.close();
      this.actions.restart();
      this.focus();
    };
    const no = el("button", { type: "button", onclick: () => sheet.close(true) }, texts.restartNo);
    sheet.show(
      texts.restart,
      menu.button,
      no,
      el("p", {}, texts.restartQuestion),
      el("button", { type: "button", class: "strong", onclick: yes }, texts.restartYes),
      no,
    );
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (this.parts.sheet.isOpen) this.parts.sheet.close(true);
      else this.actions.close();
    } else if (event.key === "Tab" && this.coversPage) {
      this.trapFocus(event);
    }
  }

  /** In full screen the page behind is hidden, so Tab stays within the panel. */
  private trapFocus(event: KeyboardEvent): void {
    const all = [...this.element.querySelectorAll<HTMLElement>("button, textarea, input, summary, a, [tabindex='0']")].filter(
      (element) => element.getClientRects().length,
    );
    const [edge, other] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
    if (this.focused !== edge && !(event.shiftKey && this.focused === this.element)) return;
    event.preventDefault();
    other?.focus();
  }

  /** Whether the page behind is hidden. */
  private get coversPage(): boolean {
    return this.isOpen && this.form === "launcher" && this.fullScreen.matches;
  }

  /** In full screen, fit the panel to the visual viewport, which shrinks when the keyboard opens. */
  private fitViewport(): void {
    const covers = this.coversPage || this.form === "page";
    const view = window.visualViewport;
    const atEnd = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop < 40;
    this.element.style.height = covers && view ? `${view.height}px` : "";
    this.element.style.transform = covers && view ? `translateY(${view.offsetTop}px)` : "";
    if (this.form === "launcher") this.element.setAttribute("aria-modal", String(covers));
    this.lockPage(covers);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Keep the page behind from scrolling, and at its width though its scroll bar is gone. */
  private lockPage(is: boolean): void {
    if (is === this.pageLocked) return;
    this.pageLocked = is;
    const { style, clientWidth } = document.documentElement;
    style.scrollbarGutter = is && clientWidth < window.innerWidth ? "stable" : "";
    style.overflow = is ? "hidden" : "";
  }
}
