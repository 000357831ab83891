// The panel around the conversation: header, notices, input; focus, keyboard, and the layout on phones.
import { avatar } from "./avatar";
import { el, icon, icons } from "./dom";
import { texts } from "./texts";

export interface Actions {
  send(text: string): void;
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

const MAX_CHARACTERS = 1000;
const ROLES = { launcher: "dialog", inline: "region", page: "main" };
const FULL_SCREEN = "(max-width: 520px), (max-height: 480px)";

export class Panel {
  readonly element: HTMLElement;
  private readonly input: HTMLTextAreaElement;
  private readonly sendButton: HTMLButtonElement;
  private readonly notice = el("div", { class: "notice", role: "status" });
  private readonly hint = el("p", { class: "hint", role: "alert", id: "hint" });
  private readonly liveRegion = el("div", { class: "sr-only", "aria-live": "polite" });
  private readonly question = el("div", { class: "question", role: "group", hidden: true });
  private readonly restartButton: HTMLButtonElement;
  private readonly fullScreen = window.matchMedia(FULL_SCREEN);
  private readonly form: Form;
  private pageLocked = false;

  constructor(
    { title, form, picture }: Look,
    private readonly log: HTMLElement,
    private readonly actions: Actions,
    signal: AbortSignal,
  ) {
    this.form = form;
    this.input = el("textarea", {
      rows: "1",
      "aria-label": texts.input,
      "aria-describedby": "hint",
      placeholder: texts.input,
      enterkeyhint: "send",
      autocomplete: "off",
      oninput: () => this.resizeInput(),
    });
    this.sendButton = el("button", { type: "submit", class: "send", "aria-label": texts.send }, icon(icons.send));
    this.restartButton = this.toolButton(texts.restart, icons.restart, () => this.askRestart());
    const close = form === "launcher" ? this.toolButton(texts.close, icons.close, () => actions.close()) : undefined;
    const composer = el("form", { class: "composer", onsubmit: (e) => this.submit(e) }, this.input, this.sendButton);
    this.element = el(
      "section",
      { class: "panel", role: ROLES[form], "aria-labelledby": "title", "aria-describedby": "subtitle", tabindex: "-1", hidden: true },
      el(
        "header",
        {},
        avatar(picture),
        el("div", {}, el(form === "page" ? "h1" : "h2", { id: "title" }, title), el("p", { id: "subtitle" }, texts.subtitle)),
        this.restartButton,
        close,
      ),
      this.question,
      this.notice,
      log,
      this.hint,
      composer,
      this.liveRegion,
    );
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
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
    if (focus) this.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.fitViewport();
  }

  /** Focus the input; on a touch screen the panel itself, so that the keyboard does not cover the conversation. */
  focus(): void {
    (this.input.disabled || window.matchMedia("(pointer: coarse)").matches ? this.element : this.input).focus();
  }

  /** Mark the panel while something is not answered yet. One may go on writing meanwhile. */
  setBusy(is: boolean): void {
    this.element.toggleAttribute("data-busy", is);
  }

  /** Disable the chat for good, with a notice that says why. */
  disable(text: string): void {
    this.setNotice(text, true, false);
    this.input.disabled = this.sendButton.disabled = this.restartButton.hidden = true;
    if (this.isOpen) this.focus();
  }

  /** Set the notice above the conversation; "" hides it. `retry` adds a button to connect now (default: for problems). */
  setNotice(text: string, problem = false, retry = problem): void {
    const now = retry && el("button", { type: "button", onclick: () => this.actions.tryNow() }, texts.tryNow);
    this.notice.replaceChildren(text, now || "");
    this.notice.toggleAttribute("data-problem", problem);
  }

  /** Announce `text` to a screen reader, without showing it. */
  announce(text: string): void {
    this.liveRegion.append(el("p", {}, text));
    while (this.liveRegion.childElementCount > 5) this.liveRegion.firstElementChild?.remove();
  }

  private toolButton(label: string, path: string, press: () => void): HTMLButtonElement {
    return el("button", { type: "button", "aria-label": label, title: label, onclick: press }, icon(path));
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.input.value.trim();
    const tooLong = text.length > MAX_CHARACTERS;
    this.hint.textContent = tooLong ? texts.tooLong(MAX_CHARACTERS) : "";
    if (!text || tooLong) return;
    this.actions.send(text);
    this.input.value = "";
    this.resizeInput();
  }

  private resizeInput(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    if (this.input.value.length <= MAX_CHARACTERS) this.hint.textContent = "";
  }

  private askRestart(): void {
    const end = (): void => {
      this.question.hidden = true;
      this.restartButton.focus();
    };
    const yes = (): void => {
      this.question.hidden = true;
      this.actions.restart();
      this.focus();
    };
    const no = el("button", { type: "button", onclick: end }, texts.restartNo);
    this.question.setAttribute("aria-label", texts.restart);
    this.question.replaceChildren(
      el("p", {}, texts.restartQuestion),
      el("button", { type: "button", class: "strong", onclick: yes }, texts.restartYes),
      no,
    );
    this.question.hidden = false;
    no.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (this.question.hidden) return this.actions.close();
      this.question.hidden = true;
      this.restartButton.focus();
    } else if (event.key === "Tab" && this.coversPage) {
      this.trapFocus(event);
    }
  }

  /** In full screen the page behind is hidden, so Tab stays within the panel. */
  private trapFocus(event: KeyboardEvent): void {
    const all = [...this.element.querySelectorAll<HTMLElement>("button, textarea, a, [tabindex='0']")].filter(
      (element) => element.getClientRects().length,
    );
    const root = this.element.getRootNode() as ShadowRoot;
    const [edge, other] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
    if (root.activeElement !== edge && !(event.shiftKey && root.activeElement === this.element)) return;
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
