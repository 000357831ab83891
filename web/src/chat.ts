// The chat, loaded on the first click: connects the socket's events to the panel and the messages.
import css from "./chat.css";
import { textColors } from "./colors";
import { Connection, type Button, type Item, type Outgoing, type TurnEnd } from "./connection";
import { Messages } from "./messages";
import { splitNotes } from "./notes";
import type { Chat, Widget } from "./options";
import { Panel } from "./panel";
import { groupChoices } from "./replies";
import { splitSource } from "./source";
import { texts } from "./texts";

function start(widget: Widget): Chat {
  const { root, launcher, options } = widget;
  /** The turn in progress, kept until its end is known. */
  let pending: { outgoing: Outgoing; shown: Item } | undefined;

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
      endTurn();
      connection.restart();
      panel.announce(texts.restarted);
    },
    tryNow: () => connection.tryNow(),
  });
  panel.setNotice(texts.connecting);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const host = root.host as HTMLElement;
  host.lang = "es";
  for (const [name, color] of Object.entries(textColors(options.color))) host.style.setProperty(name, color);
  root.append(panel.element);

  const connection = new Connection(options.base, {
    online(is) {
      panel.setNotice(is ? "" : texts.offline, !is);
      if (!is && pending) waitForConnection();
    },
    refused() {
      messages.setTyping(false);
      messages.removeReplies();
      panel.disable(texts.refused);
      if (pending) messages.setStatus(pending.outgoing.id, texts.notSent);
    },
    conversation(items, how) {
      const unseen = messages.show(items);
      if (how === "expired") panel.setNotice(texts.expired);
      unseen.forEach(announce);
      if (!pending) return;
      const { outgoing, shown } = pending;
      if (items.some((item) => item.id === outgoing.id)) {
        pending = undefined;
        endTurn();
      } else {
        messages.add(shown);
        void deliver();
      }
    },
    item(item) {
      if (!messages.add(item)) return;
      if (item.who === "bot") announce(item);
      if (!messages.belongsToRating(item)) messages.scrollToLatest();
    },
    erased() {
      messages.show([]);
    },
  });

  function say(outgoing: Outgoing, text: string, rating?: Item["rating"]): boolean {
    if (pending) return false;
    const shown: Item = { who: "user", id: outgoing.id, text, rating };
    pending = { outgoing, shown };
    messages.add(shown);
    // A pressed button is gone with its question, and the focus with it.
    if (!root.activeElement) panel.focus();
    if (connection.connected) void deliver();
    else waitForConnection();
    return true;
  }

  async function deliver(): Promise<void> {
    if (!pending) return;
    const { outgoing, shown } = pending;
    panel.setBusy(true);
    messages.setStatus(outgoing.id, "");
    messages.setTyping(!shown.rating);
    let end: TurnEnd;
    try {
      end = await connection.say(outgoing);
    } catch {
      // The connection was lost: the next one brings the conversation, which shows what became of the message.
      return connection.reconnect();
    }
    if (pending?.outgoing !== outgoing) return;
    if (end.expired) return connection.restart();
    pending = undefined;
    endTurn();
    if (end.error) {
      if (shown.rating) messages.rejectRating(outgoing.id, end.error);
      else messages.setStatus(outgoing.id, end.error);
      panel.announce(end.error);
    }
    if (end.failed) messages.setStatus(`${outgoing.id}.0`, "", () => retry(outgoing, shown));
  }

  function retry(outgoing: Outgoing, shown: Item): void {
    if (pending) return;
    messages.remove(`${outgoing.id}.0`);
    messages.remove(outgoing.id);
    say({ ...outgoing, id: newId() }, shown.text, shown.rating);
  }

  function waitForConnection(): void {
    messages.setTyping(false);
    panel.setBusy(true);
    if (pending && !pending.shown.rating) messages.setStatus(pending.outgoing.id, texts.waiting);
  }

  function endTurn(): void {
    messages.setTyping(false);
    panel.setBusy(false);
  }

  function announce(item: Item): void {
    const { shown, notes } = splitNotes(item.text, item.notes);
    const { body } = splitSource(shown);
    panel.announce([texts.bot, body, notes.length ? `${texts.notes(notes.length)}.` : "", describeOptions(item.buttons ?? [])].join(" "));
  }

  function open(): void {
    panel.open();
    launcher.hidden = true;
    launcher.setAttribute("aria-expanded", "true");
    messages.scrollToLatest();
  }

  function close(): void {
    panel.close();
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    launcher.focus();
  }

  return { open };
}

/** The options for a screen reader. Of a menu, which is too long to be read out, only the groups. */
function describeOptions(buttons: Button[]): string {
  const groups = [...groupChoices(buttons).keys()].filter(Boolean);
  if (groups.length) return texts.groupsSpoken(buttons.length, groups);
  return buttons.length ? texts.optionsSpoken(buttons.map((button) => button.title)) : "";
}

/** `crypto.randomUUID` is missing on pages without https. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

if (window.retirada && !window.retirada.chat) window.retirada.chat = start(window.retirada);
