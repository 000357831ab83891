// The menu in the header: topics, help, and what one can take along of the conversation.
import { el, icon, icons } from "./dom";
import type { Sheet } from "./sheet";
import { guideLink } from "./source";
import { texts } from "./texts";

export interface MenuActions {
  /** Show what can be asked. */
  topics(): void;
  /** Ask whether to begin a new conversation. */
  restart(): void;
  copy(): void;
  save(): void;
  print(): void;
}

export class Menu {
  readonly button: HTMLButtonElement;

  /**
   * @param guide the address of the guide.
   * @param closes whether the chat can be closed.
   * @param hasSaid whether anything was said that could be taken along.
   */
  constructor(
    private readonly sheet: Sheet,
    private readonly guide: string,
    private readonly closes: boolean,
    private readonly hasSaid: () => boolean,
    private readonly actions: MenuActions,
  ) {
    this.button = el(
      "button",
      {
        type: "button",
        "aria-label": texts.menu,
        title: texts.menu,
        "aria-expanded": "false",
        "aria-controls": "sheet",
        onclick: () => (sheet.isOf(this.button) ? sheet.close(true) : this.open()),
      },
      icon(icons.menu),
    );
  }

  private open(): void {
    const entry = (label: string, press: () => void): HTMLButtonElement =>
      el("button", { type: "button", onclick: press }, label);
    const leaving =
      (act: () => void): (() => void) =>
      () => {
        this.sheet.close(true);
        act();
      };
    const { actions } = this;
    const topics = entry(texts.menuTopics, leaving(actions.topics));
    const toTake = [
      entry(texts.menuCopy, leaving(actions.copy)),
      entry(texts.menuSave, leaving(actions.save)),
      entry(texts.menuPrint, leaving(actions.print)),
    ];
    this.sheet.show(
      texts.menu,
      this.button,
      topics,
      topics,
      entry(texts.menuHelp, () => this.help()),
      entry(texts.restart, () => actions.restart()),
      ...(this.hasSaid() ? toTake : []),
    );
  }

  private help(): void {
    const back = el("button", { type: "button", onclick: () => this.sheet.close(true) }, texts.helpClose);
    this.sheet.show(
      texts.menuHelp,
      this.button,
      back,
      el("h3", {}, texts.menuHelp),
      el("ul", {}, ...texts.help(this.closes).map((line) => el("li", {}, line))),
      el("p", {}, guideLink(this.guide)),
      back,
    );
  }
}
