// The invitation beside the launcher. Off unless the page sets data-teaser; once dismissed, it does not come back in that tab.
import { CROSS, el, icon } from "./dom";
import type { Widget } from "./options";
import { load, save } from "./storage";
import { launcherTexts } from "./texts";

const KEY = "retirada-teaser";
const AFTER_SECONDS = 15;

/** Show it after a while, unless the chat has been loaded. `open` opens the chat. Returns what removes it. */
export function scheduleTeaser(widget: Widget, open: () => void): () => void {
  const { teaser, teaserAfter = AFTER_SECONDS, consent } = widget.options;
  const dismiss = (): void => {
    bubble.remove();
    widget.launcher.focus();
    // A site that asks for consent first has nothing stored before.
    if (consent === undefined) save("sessionStorage", KEY, "no");
  };
  const bubble = el(
    "div",
    { class: "teaser" },
    el("button", { onclick: open }, teaser),
    el("button", { class: "dismiss", "aria-label": launcherTexts.dismiss, onclick: dismiss }, icon(CROSS)),
  );
  setTimeout(() => widget.chat || load("sessionStorage", KEY) || widget.launcher.before(bubble), +teaserAfter * 1000);
  return () => bubble.remove();
}
