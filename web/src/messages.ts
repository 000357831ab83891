// The list of what was said.
import type { Button, Item } from "./connection";
import { el, icon, icons } from "./dom";
import { notesLine, splitNotes } from "./notes";
import { replies } from "./replies";
import { sourceLine, splitSource } from "./source";
import { paragraphs } from "./text";
import { texts } from "./texts";

export interface Wishes {
  say(text: string): void;
  press(button: Button): void;
  rate(value: string, about: string): void;
}

const SLOW_MS = 6000;
/** Pixels kept free between what is scrolled to and the edge. */
const EDGE = 12;

/** The id of the user's item that the bot's replies to. */
const turnOf = (item: Item): string => item.id.slice(0, item.id.lastIndexOf("."));

export class Messages {
  /** The scrolling element. */
  readonly log: HTMLElement;
  private readonly list = el("ol", { class: "list" });
  private readonly typing = el("div", { class: "typing", hidden: true });
  private readonly shown = new Map<string, HTMLElement>();
  /** Turns that are ratings. */
  private readonly ratings = new Map<string, { value: string; about: string }>();
  private readonly more = el(
    "button",
    { type: "button", class: "more", "aria-label": texts.toEnd, title: texts.toEnd, hidden: true, onclick: () => this.toEnd() },
    icon(icons.chevron),
  );
  private slow = 0;
  private lastAsked: HTMLElement | undefined;
  private firstReply: HTMLElement | undefined;
  /** The item of the latest turn that offers replies. */
  private asking: HTMLElement | undefined;

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
    this.lastAsked = this.firstReply = this.asking = undefined;
    this.list.replaceChildren(this.greetingItem(!items.length));
    for (const item of items) this.add(item);
    this.log.scrollTop = this.log.scrollHeight;
    return known.size ? items.filter((item) => item.who === "bot" && !known.has(item.id)) : [];
  }

  /** Add an item, unless it is there. Gives whether it was new. */
  add(item: Item): boolean {
    if (this.shown.has(item.id) || this.ratings.has(item.id)) return false;
    if (item.rating) {
      this.ratings.set(item.id, item.rating);
      this.markRating(item.rating.about);
    } else if (item.who === "user") {
      this.forgetReplies();
      this.lastAsked = this.put(item, texts.you, el("p", {}, item.text));
      this.firstReply = this.asking = undefined;
    } else {
      this.addBot(item);
    }
    return true;
  }

  /** Whether the item is a rating or the thanks for one. */
  isOfRating(item: Item): boolean {
    return this.ratings.has(item.id) || this.ratings.has(turnOf(item));
  }

  /**
   * Scroll to the end, but no further than the last answer's start, so that a long one is read from there. An open
   * question comes first: it has to be seen whole, or at least what can be replied.
   */
  follow(): void {
    const end = this.log.scrollHeight - this.log.clientHeight;
    const { asking } = this;
    const fits = asking && asking.offsetHeight + 2 * EDGE <= this.log.clientHeight;
    const start = fits ? asking : (asking?.querySelector<HTMLElement>(".replies") ?? this.firstReply ?? this.lastAsked);
    this.log.scrollTop = Math.min(end, start ? start.offsetTop - EDGE : end);
  }

  /** Scroll no more than is needed to see `element`, or its start where it is too tall. */
  reveal(element: HTMLElement): void {
    const top = element.getBoundingClientRect().top - this.log.getBoundingClientRect().top + this.log.scrollTop;
    const needed = Math.min(top - EDGE, top + element.offsetHeight + EDGE - this.log.clientHeight);
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
    const item = this.shown.get(id);
    if (item?.matches(".thanks")) item.replaceChildren();
    else item?.remove();
    this.shown.delete(id);
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.log.focus();
  }

  private addBot(item: Item): void {
    const rating = this.ratings.get(turnOf(item));
    if (rating) return this.thank(rating.about, item.text, item.id);
    const sources = item.answer?.sources ?? [];
    const { shown, notes } = splitNotes(item.text, item.notes);
    const { body, line } = sources.length ? splitSource(shown) : { body: shown, line: "" };
    const content: Node[] = paragraphs(body, Boolean(line && item.answer?.verdict));
    const reveal = (whole: HTMLElement): void => this.reveal(whole);
    const folded = [
      ...(notes.length ? [notesLine(notes, reveal)] : []),
      ...(line ? [sourceLine(this.base, line, sources, reveal)] : []),
    ];
    if (folded.length) content.push(el("div", { class: "folded" }, ...folded));
    const element = this.put(item, texts.bot, ...content);
    // What is quiet stands before the answer that it comes with: a question after the answer stays next to it.
    if (item.quiet) return this.firstReply?.before(element);
    this.firstReply ??= element;
    if (item.ratings?.length) element.append(this.ratingButtons(item));
    if (item.buttons?.length) {
      element.append(replies(texts.options, item.buttons, (button) => this.wishes.press(button)));
      this.asking = element;
    }
  }

  /** A rating was not taken: the one before it stands, and the answer says why. */
  unrate(id: string, why: string): void {
    const about = this.ratings.get(id)?.about;
    if (!about) return;
    this.ratings.delete(id);
    this.markRating(about);
    this.thank(about, why, `${id}.0`);
  }

  /** The bot's thanks belong to the rating, not to the conversation. */
  private thank(about: string, text: string, id: string): void {
    const thanks = this.shown.get(about)?.querySelector<HTMLElement>(".thanks");
    this.shown.set(id, thanks ?? this.list);
    if (!thanks) return;
    const atEnd = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop < EDGE;
    thanks.replaceChildren(text);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
    else this.reveal(thanks);
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
    const starters = texts.starters.map((title) => ({ title }));
    const choices = starts ? replies(texts.startersLabel, starters, ({ title }) => this.wishes.say(title)) : undefined;
    return el("li", { class: "bot" }, bubble, choices);
  }

  /** Nothing that was offered can be chosen any more. */
  forgetReplies(): void {
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
      ...buttons,
      el("span", { class: "thanks", role: "status" }),
    );
  }

  private markRating(about: string): void {
    const value = [...this.ratings.values()].reverse().find((rating) => rating.about === about)?.value;
    for (const button of this.shown.get(about)?.querySelectorAll<HTMLElement>(".ratings button") ?? [])
      button.setAttribute("aria-pressed", String(button.dataset.value === value));
  }
}
