// The list of messages: what was said, what can be replied, and what became of a message that was sent.
import type { Button, FollowUp, Item, Rated } from "./connection";
import { el, icon, icons } from "./dom";
import { notesLine, splitNotes } from "./notes";
import { RatingRow } from "./ratings";
import { nextButtons, replyButtons } from "./replies";
import { guideAddress, guideLink, sourceLine, splitSource } from "./source";
import { paragraphs } from "./text";
import { texts } from "./texts";
import { clockTime, dayName, timeElement } from "./times";

export interface Handlers {
  /** Ask a question that was suggested. */
  choose(text: string): void;
  press(button: Button): void;
  rate(rated: Rated): void;
}

const SLOW_MS = 6000;
/** Pixels kept free between what is scrolled to and the edge. */
const EDGE = 12;
/** The same below, where the button that leads to the end lies over the conversation. */
const EDGE_BELOW = 56;
const MAX_NEXT = 3;

/** The id of the user's item that the bot's replies to. */
export const turnOf = ({ id }: Pick<Item, "id">): string => id.slice(0, id.lastIndexOf("."));

export class Messages {
  /** The scrolling element. */
  readonly log: HTMLElement;
  private readonly list = el("ol", { class: "list" });
  private readonly typing = el("div", { class: "typing", hidden: true });
  private readonly elements = new Map<string, HTMLElement>();
  /** All that was said, in order, by id. */
  private readonly items = new Map<string, Item>();
  /** Turns that are ratings. */
  private readonly ratings = new Map<string, Rated>();
  private readonly ratingRows = new Map<string, RatingRow>();
  private readonly toEndButton = el(
    "button",
    { type: "button", class: "more", "aria-label": texts.toEnd, title: texts.toEnd, hidden: true, onclick: () => this.toEnd() },
    icon(icons.chevron),
  );
  private slowTimer = 0;
  private lastUserItem: HTMLElement | undefined;
  private firstReply: HTMLElement | undefined;
  /** The item of the latest turn that offers replies. */
  private openQuestion: HTMLElement | undefined;
  private lastTime = "";
  private lastDay = "";

  /** `starters` are the questions to begin with. */
  constructor(
    private readonly base: string,
    private readonly greeting: string,
    private readonly starters: string[],
    private readonly handlers: Handlers,
  ) {
    this.log = el(
      "div",
      { class: "log", role: "group", tabindex: "0", "aria-label": texts.conversation },
      this.list,
      this.typing,
      el("div", { class: "end" }),
      this.toEndButton,
    );
    // Offer a way to the end of the conversation while it is out of view.
    const watch = new IntersectionObserver(([end]) => (this.toEndButton.hidden = Boolean(end?.isIntersecting)), {
      root: this.log,
      rootMargin: "0px 0px 48px",
    });
    watch.observe(this.log.querySelector(".end")!);
    this.show([]);
  }

  /** Show a whole conversation, unless it is shown already. Returns the bot's items that are new. */
  show(items: Item[]): Item[] {
    const known = new Set(this.elements.keys());
    const ids = items.map((item) => item.id).filter((id) => !this.ratings.has(id));
    if (known.size && known.size === ids.length && ids.every((id) => known.has(id))) return [];
    this.draw(items);
    return known.size ? items.filter((item) => item.who === "bot" && !known.has(item.id)) : [];
  }

  /** All that was said, in order. */
  said(): Item[] {
    return [...this.items.values()];
  }

  /** Take back an item of the user's that turned out to be no message: all is as it was before. */
  takeBack(id: string): void {
    this.draw(this.said().filter((item) => item.id !== id));
  }

  private draw(items: Item[]): void {
    for (const map of [this.elements, this.items, this.ratings, this.ratingRows]) map.clear();
    this.lastUserItem = this.firstReply = this.openQuestion = undefined;
    this.lastTime = "";
    this.lastDay = dayName(Date.now() / 1000);
    this.list.replaceChildren(this.greetingItem(!items.length));
    for (const item of items) this.add(item);
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Add an item, unless it is there. Returns whether it was new. */
  add(item: Item): boolean {
    if (this.items.has(item.id)) return false;
    this.items.set(item.id, item);
    if (item.rating) {
      this.ratings.set(item.id, item.rating);
      this.markRating(item.rating.about);
    } else if (item.who === "user") {
      this.removeReplies();
      this.lastUserItem = this.append(item, texts.you, el("p", {}, item.text));
      this.firstReply = this.openQuestion = undefined;
    } else {
      this.addBot(item);
    }
    return true;
  }

  /** Whether the item is a rating or the thanks for one. */
  belongsToRating(item: Item): boolean {
    return this.ratings.has(item.id) || this.ratings.has(turnOf(item));
  }

  /**
   * Scroll to the end, but no further than the last answer's start, so that a long one is read from there. An open
   * question comes first: it has to be seen whole, or at least what can be replied.
   */
  scrollToLatest(): void {
    const end = this.log.scrollHeight - this.log.clientHeight;
    const { openQuestion } = this;
    const fits = openQuestion && openQuestion.offsetHeight + 2 * EDGE <= this.log.clientHeight;
    const start = fits ? openQuestion : (openQuestion?.querySelector<HTMLElement>(".replies") ?? this.firstReply ?? this.lastUserItem);
    this.log.scrollTop = Math.min(end, start ? start.offsetTop - EDGE : end);
  }

  /** Scroll no more than is needed to see `element`, or its start where it is too tall. */
  reveal(element: HTMLElement): void {
    const top = element.getBoundingClientRect().top - this.log.getBoundingClientRect().top + this.log.scrollTop;
    const needed = Math.min(top - EDGE, top + element.offsetHeight + EDGE_BELOW - this.log.clientHeight);
    this.log.scrollTop = Math.max(this.log.scrollTop, needed);
  }

  setTyping(is: boolean): void {
    window.clearTimeout(this.slowTimer);
    this.typing.hidden = !is;
    this.typing.replaceChildren(
      el("span", { class: "sr-only" }, texts.typing),
      el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    );
    if (!is) return;
    this.slowTimer = window.setTimeout(() => {
      this.typing.append(el("p", { role: "status" }, texts.slow));
      this.scrollToLatest();
    }, SLOW_MS);
    this.scrollToLatest();
  }

  /** Show the status of an item under it, with a button to try again where there is `retry`; "" removes it. */
  setStatus(id: string, text: string, retry?: () => void): void {
    const item = this.elements.get(id);
    item?.querySelector(":scope > .status")?.remove();
    if (!item || (!text && !retry)) return;
    const again = retry && el("button", { type: "button", class: "retry", onclick: retry }, texts.retry);
    item.append(el("div", { class: "status" }, text, again));
    this.scrollToLatest();
  }

  /** Remove an item, so that it can be sent again. */
  remove(id: string): void {
    const item = this.elements.get(id);
    if (item?.matches(".thanks")) item.replaceChildren();
    else item?.remove();
    this.elements.delete(id);
    this.items.delete(id);
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.log.focus();
  }

  private addBot(item: Item): void {
    const rating = this.ratings.get(turnOf(item));
    if (rating) return this.showThanks(rating.about, item.text, item.id);
    const sources = item.answer?.sources ?? [];
    const { shown, notes } = splitNotes(item.text, item.notes);
    const { body, line } = sources.length ? splitSource(shown) : { body: shown, line: "" };
    const content: Node[] = paragraphs(body, Boolean(line && item.answer?.verdict));
    const reveal = (whole: HTMLElement): void => this.reveal(whole);
    const guide = guideAddress(this.base, item.guide);
    const folded = [
      ...(notes.length ? [notesLine(notes, reveal)] : []),
      ...(line ? [sourceLine(this.base, line, sources, guide, reveal)] : []),
      ...(guide && !line ? [guideLink(guide)] : []),
    ];
    if (folded.length) content.push(el("div", { class: "folded" }, ...folded));
    const element = this.append(item, texts.bot, ...content);
    // An aside goes before its answer, so that a question stays next to the answer.
    if (item.quiet) return this.firstReply?.before(element);
    this.firstReply ??= element;
    if (item.ratings?.length) {
      const row = new RatingRow(item.ratings, (value, comment) =>
        this.handlers.rate({ value, about: item.id, ...(comment ? { comment } : {}) }),
      );
      this.ratingRows.set(item.id, row);
      element.append(row.element);
    }
    // What was asked is no longer open when the person has gone on.
    if (turnOf(item) !== (this.lastUserItem?.dataset.id ?? turnOf(item))) return;
    const next = this.next(item) ?? this.list.querySelector(".next");
    if (item.buttons?.length) next?.remove();
    else if (next) {
      this.list.querySelector(".next")?.remove();
      element.append(next);
    }
    if (item.buttons?.length) {
      element.append(replyButtons(texts.options, item.buttons, (button) => this.handlers.press(button)));
      this.openQuestion = element;
    }
  }

  /** What one may ask after an answer, of which nothing was answered yet. */
  private next(item: Item): HTMLElement | undefined {
    const answers = this.said().map(({ answer }) => answer);
    const answered = new Set(answers.flatMap((answer) => [answer?.topic, answer?.about]));
    const open = (item.follow_ups ?? []).filter(({ topic }) => !answered.has(topic)).slice(0, MAX_NEXT);
    return open.length ? nextButtons(open, ({ title }: FollowUp) => this.handlers.choose(title)) : undefined;
  }

  /** What the item `id` suggests to ask next. */
  nextTitles(id: string): string[] {
    const buttons = this.elements.get(id)?.querySelectorAll(".next button") ?? [];
    return [...buttons].map((button) => button.textContent ?? "");
  }

  /** A rating was refused: show the one before it, and why. */
  rejectRating(id: string, why: string): void {
    const about = this.ratings.get(id)?.about;
    if (!about) return;
    this.ratings.delete(id);
    this.items.delete(id);
    this.markRating(about);
    this.showThanks(about, why, `${id}.0`);
  }

  /** Show the bot's thanks next to the rating, not in the conversation. */
  private showThanks(about: string, text: string, id: string): void {
    const row = this.ratingRows.get(about);
    this.elements.set(id, row?.element.querySelector<HTMLElement>(".thanks") ?? this.list);
    if (!row) return;
    const atEnd = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop < EDGE;
    row.thank(text);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
    else this.reveal(row.element);
  }

  private append(item: Item, who: string, ...content: Node[]): HTMLElement {
    const at = item.at ?? Date.now() / 1000;
    const day = dayName(at);
    if (day !== this.lastDay) {
      this.lastTime = "";
      this.list.append(el("li", { class: "day" }, (this.lastDay = day)));
    }
    // An answer of the same minute as the question needs no time of its own.
    const isNew = item.who === "user" || clockTime(at) !== this.lastTime;
    if (!item.quiet) this.lastTime = clockTime(at);
    const time = isNew && !item.quiet ? timeElement(at) : undefined;
    const bubble = el("div", { class: "bubble" }, el("span", { class: "sr-only" }, `${who} `), ...content, time);
    const element = el("li", { class: item.quiet ? `${item.who} quiet` : item.who, "data-id": item.id }, bubble);
    this.elements.set(item.id, element);
    this.list.append(element);
    return element;
  }

  private greetingItem(starts: boolean): HTMLElement {
    const bubble = el("div", { class: "bubble" }, el("span", { class: "sr-only" }, texts.bot), ...paragraphs(this.greeting, false));
    const starters = this.starters.map((title) => ({ title }));
    const choices = starts ? replyButtons(texts.startersLabel, starters, ({ title }) => this.handlers.choose(title)) : undefined;
    return el("li", { class: "bot" }, bubble, choices);
  }

  /** Remove every reply button that was offered. */
  removeReplies(): void {
    for (const replies of this.list.querySelectorAll(".replies, .next")) replies.remove();
    for (const row of this.ratingRows.values()) row.end();
  }

  private markRating(about: string): void {
    this.ratingRows.get(about)?.show([...this.ratings.values()].reverse().find((rated) => rated.about === about));
  }
}
