// The list of what was said.
import type { Button, Item } from "./connection";
import { el, icon, icons } from "./dom";
import { sourceLine, splitSource } from "./source";
import { paragraphs } from "./text";
import { texts } from "./texts";

export interface Wishes {
  say(text: string): void;
  press(button: Button): void;
  rate(value: string, about: string): void;
}

const SLOW_MS = 6000;

export class Messages {
  /** The scrolling element. */
  readonly log: HTMLElement;
  private readonly list = el("ol", { class: "list" });
  private readonly typing = el("div", { class: "typing", hidden: true });
  private readonly shown = new Map<string, HTMLElement>();
  /** Turns that are ratings, and the item that each rates. */
  private readonly ratings = new Map<string, string>();
  private readonly more = el(
    "button",
    { type: "button", class: "more", "aria-label": texts.toEnd, title: texts.toEnd, hidden: true, onclick: () => this.toEnd() },
    icon(icons.chevron),
  );
  private slow = 0;
  private lastAsked: HTMLElement | undefined;
  private firstReply: HTMLElement | undefined;

  constructor(private readonly base: string, private readonly greeting: string, private readonly wishes: Wishes) {
    this.log = el(
      "div",
      { class: "log", role: "group", tabindex: "0", "aria-label": texts.conversation },
      this.list,
      this.typing,
      el("div", { class: "end" }),
      this.more,
    );
    // The end of the conversation is out of sight: offer the way to it.
    const watch = new IntersectionObserver(([end]) => (this.more.hidden = Boolean(end?.isIntersecting)), {
      root: this.log,
      rootMargin: "0px 0px 48px",
    });
    watch.observe(this.log.querySelector(".end")!);
    this.show([]);
  }

  /** Show a whole conversation; nothing happens when it is on show already. Gives the bot's items that are new. */
  show(items: Item[]): Item[] {
    const known = new Set(this.shown.keys());
    const ids = items.map((item) => item.id).filter((id) => !this.ratings.has(id));
    if (known.size && known.size === ids.length && ids.every((id) => known.has(id))) return [];
    this.shown.clear();
    this.ratings.clear();
    this.lastAsked = this.firstReply = undefined;
    this.list.replaceChildren(this.greetingItem(!items.length));
    for (const item of items) this.add(item);
    this.log.scrollTop = this.log.scrollHeight;
    return known.size ? items.filter((item) => item.who === "bot" && !known.has(item.id)) : [];
  }

  /** Add an item, unless it is there. Gives whether it was new. */
  add(item: Item): boolean {
    if (this.shown.has(item.id) || this.ratings.has(item.id)) return false;
    if (item.rating) {
      this.ratings.set(item.id, item.rating.about);
      this.markRating(item.rating.about, item.rating.value);
    } else if (item.who === "user") {
      this.forgetReplies();
      this.lastAsked = this.put(item, texts.you, el("p", {}, item.text));
      this.firstReply = undefined;
    } else {
      this.addBot(item);
    }
    return true;
  }

  /** Scroll to the end, but no further than the last answer's start, so that a long one is read from there. */
  follow(): void {
    const end = this.log.scrollHeight - this.log.clientHeight;
    const start = this.firstReply ?? this.lastAsked;
    this.log.scrollTop = Math.min(end, start ? start.offsetTop - 12 : end);
  }

  /** Scroll no more than is needed to see `element`, or its start where it is too tall. */
  reveal(element: HTMLElement): void {
    const top = element.getBoundingClientRect().top - this.log.getBoundingClientRect().top + this.log.scrollTop;
    const needed = Math.min(top - 12, top + element.offsetHeight + 12 - this.log.clientHeight);
    this.log.scrollTop = Math.max(this.log.scrollTop, needed);
  }

  setTyping(is: boolean): void {
    window.clearTimeout(this.slow);
    this.typing.hidden = !is;
    this.typing.replaceChildren(
      el("span", { class: "unseen" }, texts.typing),
      el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    );
    if (!is) return;
    this.slow = window.setTimeout(() => {
      this.typing.append(el("p", { role: "status" }, texts.slow));
      this.follow();
    }, SLOW_MS);
    this.follow();
  }

  /** Say under an item what became of it, with a button to try again where there is `retry`; «» takes it away. */
  remark(id: string, text: string, retry?: () => void): void {
    const item = this.shown.get(id);
    item?.querySelector(":scope > .remark")?.remove();
    if (!item || (!text && !retry)) return;
    const again = retry && el("button", { type: "button", class: "retry", onclick: retry }, texts.retry);
    item.append(el("div", { class: "remark" }, text, again));
    this.follow();
  }

  /** Take an item away, to be said again. */
  remove(id: string): void {
    this.shown.get(id)?.remove();
    this.shown.delete(id);
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.log.focus();
  }

  private addBot(item: Item): void {
    const about = this.ratings.get(item.id.slice(0, item.id.lastIndexOf(".")));
    if (about !== undefined) {
      // The bot's thanks belong to the rating, not to the conversation.
      this.shown.set(item.id, this.list);
      this.shown.get(about)?.querySelector(".thanks")?.replaceChildren(item.text);
      return;
    }
    const sources = item.answer?.sources ?? [];
    const { body, line } = sources.length ? splitSource(item.text) : { body: item.text, line: "" };
    const content: Node[] = paragraphs(body, Boolean(line && item.answer?.verdict));
    if (line) content.push(sourceLine(this.base, line, sources, (whole) => this.reveal(whole)));
    const element = this.put(item, texts.bot, ...content);
    this.firstReply ??= element;
    if (item.ratings?.length) element.append(this.ratingButtons(item));
    if (item.buttons?.length) {
      this.forgetReplies();
      element.append(
        this.replies(
          texts.options,
          item.buttons.map((button) => [button.title, () => this.wishes.press(button)]),
        ),
      );
    }
  }

  private put(item: Item, who: string, ...content: Node[]): HTMLElement {
    const bubble = el("div", { class: "bubble" }, el("span", { class: "unseen" }, `${who} `), ...content);
    const element = el("li", { class: item.quiet ? `${item.who} quiet` : item.who, "data-id": item.id }, bubble);
    this.shown.set(item.id, element);
    this.list.append(element);
    return element;
  }

  private greetingItem(starts: boolean): HTMLElement {
    const bubble = el("div", { class: "bubble" }, el("span", { class: "unseen" }, texts.bot), ...paragraphs(this.greeting, false));
    const starters = texts.starters.map((text): [string, () => void] => [text, () => this.wishes.say(text)]);
    return el("li", { class: "bot" }, bubble, starts ? this.replies(texts.startersLabel, starters) : undefined);
  }

  private replies(label: string, choices: [string, () => void][]): HTMLElement {
    const buttons = choices.map(([title, press]) => el("button", { type: "button", onclick: press }, title));
    return el("div", { class: "replies", role: "group", "aria-label": label }, ...buttons);
  }

  private forgetReplies(): void {
    for (const replies of this.list.querySelectorAll(".replies")) replies.remove();
  }

  private ratingButtons(item: Item): HTMLElement {
    const buttons = (item.ratings ?? []).map((rating) =>
      el(
        "button",
        {
          type: "button",
          "data-value": rating.value,
          "aria-pressed": "false",
          onclick: () => this.wishes.rate(rating.value, item.id),
        },
        rating.title,
      ),
    );
    return el(
      "div",
      { class: "ratings", role: "group", "aria-label": texts.rate },
      el("span", {}, texts.rate),
      ...buttons,
      el("span", { class: "thanks", role: "status" }),
    );
  }

  private markRating(about: string, value: string): void {
    for (const button of this.shown.get(about)?.querySelectorAll<HTMLElement>(".ratings button") ?? [])
      button.setAttribute("aria-pressed", String(button.dataset.value === value));
  }
}
