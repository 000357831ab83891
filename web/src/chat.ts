// The chat, loaded on the first click: ties the connection to what is shown.
import css from "./chat.css";
import { inks } from "./colors";
import { Connection, type Button, type End, type Item, type Saying } from "./connection";
import { Messages } from "./messages";
import { splitNotes } from "./notes";
import type { Chat, Widget } from "./options";
import { Panel } from "./panel";
import { grouped } from "./replies";
import { splitSource } from "./source";
import { texts } from "./texts";

function start(widget: Widget): Chat {
  const { root, launcher, options } = widget;
  /** The turn under way, kept until its end is known. */
  let pending: { saying: Saying; shown: Item } | undefined;

  const messages = new Messages(options.base, options.greeting || texts.greeting, {
    say: (text) => void say({ id: newId(), text }, text),
    press: (button) => void say({ id: newId(), payload: button.payload }, button.title),
    rate: (rating, about) => void say({ id: newId(), rating, about }, "", { value: rating, about }),
  });
  const panel = new Panel(options.title || texts.title, messages.log, {
    send: (text) => say({ id: newId(), text }, text),
    close,
    restart() {
      pending = undefined;
      settle();
      connection.restart();
      panel.speak(texts.restarted);
    },
    tryNow: () => connection.tryNow(),
  });
  panel.tell(texts.connecting);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const host = root.host as HTMLElement;
  host.lang = "es";
  for (const [name, color] of Object.entries(inks(options.color))) host.style.setProperty(name, color);
  root.append(panel.element);

  const connection = new Connection(options.base, {
    online(is) {
      panel.tell(is ? "" : texts.offline, !is);
      if (!is && pending) wait();
    },
    refused() {
      messages.setTyping(false);
      messages.forgetReplies();
      panel.refuse(texts.refused);
      if (pending) messages.remark(pending.saying.id, texts.notSent);
    },
    conversation(items, how) {
      const news = messages.show(items);
      if (how === "expired") panel.tell(texts.expired);
      news.forEach(speak);
      if (!pending) return;
      const { saying, shown } = pending;
      if (items.some((item) => item.id === saying.id)) {
        pending = undefined;
        settle();
      } else {
        messages.add(shown);
        void deliver();
      }
    },
    item(item) {
      if (!messages.add(item)) return;
      if (item.who === "bot") speak(item);
      if (!messages.isOfRating(item)) messages.follow();
    },
    erased() {
      messages.show([]);
    },
  });

  function say(saying: Saying, text: string, rating?: Item["rating"]): boolean {
    if (pending) return false;
    const shown: Item = { who: "user", id: saying.id, text, rating };
    pending = { saying, shown };
    messages.add(shown);
    // A pressed button is gone with its question, and the focus with it.
    if (!root.activeElement) panel.focus();
    if (connection.connected) void deliver();
    else wait();
    return true;
  }

  async function deliver(): Promise<void> {
    if (!pending) return;
    const { saying, shown } = pending;
    panel.setBusy(true);
    messages.remark(saying.id, "");
    messages.setTyping(!shown.rating);
    let end: End;
    try {
      end = await connection.say(saying);
    } catch {
      // Lost meanwhile: what became of it is seen in the conversation, at the next connection.
      return connection.renew();
    }
    if (pending?.saying !== saying) return;
    if (end.expired) return connection.restart();
    pending = undefined;
    settle();
    if (end.error) {
      if (shown.rating) messages.unrate(saying.id, end.error);
      else messages.remark(saying.id, end.error);
      panel.speak(end.error);
    }
    if (end.failed) messages.remark(`${saying.id}.0`, "", () => again(saying, shown));
  }

  function again(saying: Saying, shown: Item): void {
    if (pending) return;
    messages.remove(`${saying.id}.0`);
    messages.remove(saying.id);
    say({ ...saying, id: newId() }, shown.text, shown.rating);
  }

  function wait(): void {
    messages.setTyping(false);
    panel.setBusy(true);
    if (pending && !pending.shown.rating) messages.remark(pending.saying.id, texts.waiting);
  }

  function settle(): void {
    messages.setTyping(false);
    panel.setBusy(false);
  }

  function speak(item: Item): void {
    const { shown, notes } = splitNotes(item.text, item.notes);
    const { body } = splitSource(shown);
    panel.speak([texts.bot, body, notes.length ? `${texts.notes(notes.length)}.` : "", spokenOptions(item.buttons ?? [])].join(" "));
  }

  function open(): void {
    panel.open();
    launcher.hidden = true;
    launcher.setAttribute("aria-expanded", "true");
    messages.follow();
  }

  function close(): void {
    panel.close();
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    launcher.focus();
  }

  return { open };
}

/** A menu is too long to be read out whole: of it, only what its groups are. */
function spokenOptions(buttons: Button[]): string {
  const groups = [...grouped(buttons).keys()].filter(Boolean);
  if (groups.length) return texts.groupsSpoken(buttons.length, groups);
  return buttons.length ? texts.optionsSpoken(buttons.map((button) => button.title)) : "";
}

/** `crypto.randomUUID` is missing on pages without https. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

if (window.retirada && !window.retirada.chat) window.retirada.chat = start(window.retirada);
