// widget.js: draws the launcher, and loads the chat on the first click.
import css from "./launcher.css";
import { readColor, textColorOn, type Widget } from "./options";
import { launcherTexts } from "./texts";

declare const CHAT_FILE: string;

// A speech bubble with a question mark.
const ICON =
  "M12 3C6.5 3 2 6.8 2 11.5c0 2.2 1 4.2 2.6 5.7L4 21l4.2-1.9c1.2.3 2.5.5 3.8.5 5.5 0 10-3.800 10-8.500S17.5 3 12 3Zm.8 13h-1.800v-1.700h1.800V16Zm1.300-4.500c-.8.7-1.200 1-1.200 1.900h-1.700c0-1.700.7-2.200 1.500-2.900.6-.5.9-.8.9-1.400 0-.7-.6-1.200-1.400-1.200-.9 0-1.500.6-1.500 1.400H8.900C8.900 7.500 10.200 6.300 12.200 6.300c1.900 0 3.200 1.100 3.200 2.700 0 1.200-.6 1.900-1.300 2.500Z";

function start(script: HTMLScriptElement): void {
  if (window.retirada) return;
  const { title, color, position, greeting } = script.dataset;
  const host = document.createElement("retirada-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const main = readColor(color);
  host.style.setProperty("--main", main);
  host.style.setProperty("--on-main", textColorOn(main));
  if (position === "left") host.setAttribute("data-left", "");

  const launcher = document.createElement("button");
  launcher.className = "launcher";
  launcher.type = "button";
  launcher.setAttribute("aria-label", launcherTexts.open);
  launcher.setAttribute("aria-expanded", "false");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstElementChild!.setAttribute("d", ICON);
  launcher.append(svg);
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  root.append(launcher, problem);

  const widget: Widget = {
    options: {
      base: new URL(".", script.src).href,
      title: title ?? "",
      greeting,
      color: main,
      position: position === "left" ? "left" : "right",
    },
    root,
    launcher,
  };
  window.retirada = widget;

  let loading = false;
  launcher.addEventListener("click", () => {
    problem.textContent = "";
    if (widget.chat) return widget.chat.open();
    if (loading) return;
    loading = true;
    launcher.setAttribute("aria-busy", "true");
    const rest = document.createElement("script");
    rest.src = widget.options.base + CHAT_FILE;
    const done = (): void => {
      loading = false;
      launcher.removeAttribute("aria-busy");
      if (widget.chat) return widget.chat.open();
      rest.remove();
      problem.textContent = launcherTexts.failed;
    };
    rest.addEventListener("load", done);
    rest.addEventListener("error", done);
    document.head.append(rest);
  });
  document.body.append(host);
}

start(document.currentScript as HTMLScriptElement);
