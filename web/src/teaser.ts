// The invitation beside the launcher. Off unless the page sets data-teaser; once dismissed, gone for as long as the tab is.
import { CROSS, el, icon } from "./dom";
import type { Widget } from "./options";
import { launcherTexts } from "./texts";

const KEY = "retirada-teaser";
const AFTER_SECONDS = 15;

/** Show it after a while, unless the chat has been loaded. `open` opens the chat. Returns what removes it. */
export function scheduleTeaser(widget: Widget, open: () => void): () => void {
  const { teaser, teaserAfter = AFTER_SECONDS } = widget.options;
  const dismiss = (): void => {
    bubble.remove();
    widget.launcher.focus();
    store()[KEY] = "no";
  };
  const bubble = el(
    "div",
    { class: "teaser" },
    el("button", { onclick: open }, teaser),
    el("button", { class: "dismiss", "aria-label": launcherTexts.dismiss, onclick: dismiss }, icon(CROSS)),
  );
  setTimeout(() => widget.chat || store()[KEY] || widget.launcher.before(bubble), Number(teaserAfter) * 1000);
  return () => bubble.remove();
}

/** Where a browser forbids storage, the teaser comes back on the next page. */
function store(): Record<string, string> {
  try {
    return sessionStorage;
  } catch {
    return {};
  }
}
