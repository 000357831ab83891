// widget.js: draws the launcher, gives the page its control, and loads the chat when it is first needed.
import { Handlers, makeControl } from "./control";
import { el, icon } from "./dom";
import css from "./launcher.css";
import { FULL_SCREEN, readColor, textColorOn, type Chat, type Options, type Widget } from "./options";
import { load } from "./storage";
import { scheduleTeaser } from "./teaser";
import { launcherTexts } from "./texts";

declare const CHAT_FILE: string;

// A speech bubble with a question mark.
const ICON = "M21 11.5a8.5 8.5 0 0 1-12.5 7.5L3 21l2-5.5A8.5 8.5 0 1 1 21 11.5ZM9.5 9.2a2.5 2.5 0 1 1 3.5 2.6c-.7.3-1 .8-1 1.7M12 16.5v0";

function start(script: HTMLScriptElement): void {
  if (window.Retirada) return;
  // In a script that does not wait for the page.
  if (!document.body) return addEventListener("DOMContentLoaded", () => start(script));
  const data = script.dataset;
  const place = (data.form === "inline" && document.querySelector(data.target || "_")) || document.body;
  const form = place !== document.body ? "inline" : data.form === "page" ? "page" : undefined;
  if (data.form === "inline" && !form) console.error(`Retirada: there is no ${data.target}`);
  const life = new AbortController();
  const { signal } = life;
  const handlers = new Handlers();

  const host = el("retirada-chat" as "div", { lang: "es" });
  // What the style sheets look at: data-form, data-position, data-size.
  Object.assign(host.dataset, data);
  if (!form) delete host.dataset.form;
  place.append(host);
  const { style } = host;
  const color = readColor(data.color ?? getComputedStyle(host).getPropertyValue("--retirada-color"));
  style.setProperty("--main", color);
  style.setProperty("--on-main", textColorOn(color));
  const options: Options = { ...data, form, base: new URL(".", script.src).href, color };
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const open = (): void => withChat((chat) => chat.open());
  const { label } = options;
  const launcher = el(
    "button",
    {
      class: "launcher",
      "aria-label": launcherTexts.open + (label ? `: ${label}` : ""),
      "aria-expanded": "false",
      onclick: open,
    },
    icon(ICON),
    label,
  );
  launcher.hidden = !!form;
  const problem = el("p", { class: "problem", role: "alert" });
  root.append(launcher, problem);

  const widget: Widget = {
    options,
    root,
    launcher,
    signal,
    emit: (name, detail) => handlers.emit(name, detail),
  };

  /** What waits for the chat. It is kept where the chat cannot be loaded just now. */
  const waiting: ((chat: Chat) => void)[] = [];
  let loading = false;

  function withChat(use: (chat: Chat) => void): void {
    if (signal.aborted) return;
    if (widget.chat) return use(widget.chat);
    waiting.push(use);
    if (loading) return;
    loading = true;
    problem.textContent = "";
    launcher.setAttribute("aria-busy", "true");
    const rest = el("script");
    rest.src = options.base + CHAT_FILE;
    rest.onload = rest.onerror = () => {
      loading = false;
      launcher.removeAttribute("aria-busy");
      rest.remove();
      if (widget.chat) return waiting.splice(0).forEach((use) => use(widget.chat!));
      launcher.hidden = false;
      problem.textContent = launcherTexts.failed;
    };
    document.head.append(rest);
  }

  window.retirada = widget;
  window.Retirada = makeControl(
    handlers,
    withChat,
    (context) => (widget.context = context),
    () => {
      life.abort();
      host.remove();
      delete window.retirada;
      delete window.Retirada;
    },
  );
  if (form === "inline") {
    // Loaded once it comes into view.
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry!.isIntersecting) return;
      watch.disconnect();
      withChat((chat) => chat.open(false));
    });
    return watch.observe(host);
  }
  if (form) open();
  else if (wasOpen()) withChat((chat) => chat.open(false));
  else if (options.teaser) handlers.add("open", scheduleTeaser(widget, open));
  // Some applications replace the whole body.
  const watch = new MutationObserver(() => host.isConnected || document.body?.append(host));
  watch.observe(document.documentElement, { childList: true });
  signal.onabort = () => watch.disconnect();
}

/** Whether the panel was open on the page before. On a phone it would cover this one. */
const wasOpen = (): boolean => !!load("sessionStorage", "retirada-open") && !matchMedia(FULL_SCREEN).matches;

start(document.currentScript as HTMLScriptElement);
