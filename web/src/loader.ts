// widget.js: draws the launcher, gives the page its control, and loads the chat when it is first needed.
import { Handlers, makeControl } from "./control";
import css from "./launcher.css";
import { el, icon } from "./dom";
import { readColor, textColorOn, type Chat, type Widget } from "./options";
import { launcherTexts } from "./texts";

declare const CHAT_FILE: string;

// A speech bubble with a question mark.
const ICON =
  "M12 3C6.5 3 2 6.8 2 11.5c0 2.2 1 4.2 2.6 5.7L4 21l4.2-1.9c1.2.3 2.5.5 3.8.5 5.5 0 10-3.800 10-8.500S17.5 3 12 3Zm.8 13h-1.800v-1.700h1.800V16Zm1.300-4.500c-.8.7-1.200 1-1.200 1.900h-1.700c0-1.700.7-2.200 1.500-2.900.6-.5.9-.8.9-1.400 0-.7-.6-1.200-1.400-1.200-.9 0-1.500.6-1.500 1.400H8.900C8.900 7.500 10.200 6.300 12.200 6.300c1.900 0 3.200 1.100 3.200 2.700 0 1.200-.6 1.900-1.300 2.500Z";

function start(script: HTMLScriptElement): void {
  if (window.Retirada) return;
  const data = script.dataset;
  const main = readColor(data.color);
  const base = new URL(".", script.src).href;
  const life = new AbortController();
  const { signal } = life;
  const handlers = new Handlers();

  const host = el("retirada-chat" as "div");
  Object.assign(host.dataset, data);
  host.style.setProperty("--main", main);
  host.style.setProperty("--on-main", textColorOn(main));
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const launcher = el(
    "button",
    {
      type: "button",
      class: "launcher",
      "aria-label": launcherTexts.open,
      "aria-expanded": "false",
      onclick: () => withChat((chat) => chat.open()),
    },
    icon(ICON),
  );
  const problem = el("p", { class: "problem", role: "alert" });
  root.append(launcher, problem);

  const widget: Widget = {
    options: { ...data, base, color: main },
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
    rest.src = base + CHAT_FILE;
    rest.onload = rest.onerror = () => {
      loading = false;
      launcher.removeAttribute("aria-busy");
      rest.remove();
      if (!widget.chat) problem.textContent = launcherTexts.failed;
      else for (const use of waiting.splice(0)) use(widget.chat);
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
  document.body.append(host);
  // Some applications replace the whole body.
  const watch = new MutationObserver(() => host.isConnected || document.body?.append(host));
  watch.observe(document.documentElement, { childList: true });
  signal.onabort = () => watch.disconnect();
}

start(document.currentScript as HTMLScriptElement);
