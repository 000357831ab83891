// Answers that come while the panel is closed: a number on the launcher and in the page's title.
import { el } from "./dom";
import type { Widget } from "./options";
import { texts } from "./texts";

export class Unread {
  /** The turns that were answered meanwhile: an answer of several messages counts once. */
  private readonly turns = new Set<string>();
  private readonly badge = el("span", { class: "badge", "aria-hidden": "true", hidden: true });
  private readonly status = el("p", { class: "sr-only", role: "status" });
  /** What the launcher is called without any. */
  private readonly name: string;
  /** What was put before the page's title. */
  private prefix = "";

  constructor(private readonly widget: Widget) {
    this.name = widget.launcher.ariaLabel ?? "";
    widget.launcher.append(this.badge);
    widget.root.append(this.status);
    widget.signal.addEventListener("abort", () => this.setPrefix(""));
  }

  /** Count the answer of a turn, unless it is counted. */
  add(turn: string): void {
    if (!this.turns.has(turn)) this.show(this.turns.add(turn));
  }

  clear(): void {
    if (!this.turns.size) return;
    this.turns.clear();
    this.show(this.turns);
  }

  private show({ size: count }: Set<string>): void {
    const { launcher, emit } = this.widget;
    this.badge.hidden = !count;
    this.badge.textContent = String(count);
    this.status.textContent = count ? texts.unread(count) : "";
    launcher.setAttribute("aria-label", count ? `${this.name}. ${texts.unread(count)}` : this.name);
    this.setPrefix(count ? `(${count}) ` : "");
    emit("unread", { count });
  }

  private setPrefix(prefix: string): void {
    const { title } = document;
    // The page may have set another title meanwhile.
    document.title = prefix + (title.startsWith(this.prefix) ? title.slice(this.prefix.length) : title);
    this.prefix = prefix;
  }
}
