// The chat, loaded on the first click: connects the socket's events to the panel and the messages.
import { avatarAddress } from "./avatar";
import css from "./chat.css";
import { readSurfaces, textColors } from "./colors";
import { Connection, type Button, type Item, type Listener, type Outgoing, type Rated, type TurnEnd } from "./connection";
import { Consent } from "./consent";
import { Menu } from "./menu";
import { Messages, turnOf } from "./messages";
import { splitNotes } from "./notes";
import type { Chat, Widget } from "./options";
import { Panel } from "./panel";
import { groupChoices } from "./replies";
import { Sheet } from "./sheet";
import { splitSource } from "./source";
import { load, save } from "./storage";
import { texts } from "./texts";
import * as transcript from "./transcript";
import { Unread } from "./unread";

/** A message: what is sent of it, what is shown, and whether the server was told. */
interface Said {
  outgoing: Outgoing;
  shown: Item;
  sent: boolean;
}

function start(widget: Widget): Chat {
  const { root, launcher, options, signal, emit } = widget;
  const form = options.form ?? "launcher";
  /** What was said and is not answered yet, in order. */
  let pending: Said[] = [];
  /** What was said in each turn that gave no reply, by its id. */
  const failed = new Map<string, Said[]>();

  const title = options.title || texts.title;
  const suggestions = (options.suggestions ?? "").split("|").map((text) => text.trim()).filter(Boolean);
  const starters = suggestions.length ? suggestions : texts.starters;
  const messages = new Messages(options.base, options.greeting || texts.greeting, starters, {
    choose: (text) => sayPressed({ id: newId(), text, chosen: true }, text),
    press: (button) => sayPressed({ id: newId(), payload: button.payload }, button.title),
    rate: (rated) => say({ id: newId(), rating: rated.value, about: rated.about, comment: rated.comment }, "", rated),
  });
  const sheet = new Sheet();
  const menu = new Menu(sheet, new URL("../guia", options.base).href, form === "launcher", () => messages.said().length > 0, {
    topics: () => say({ id: newId(), text: texts.menuWord, chosen: true }, texts.menuWord),
    restart: () => panel.askRestart(),
    async copy() {
      panel.tell((await transcript.copy(await asText())) ? texts.copied : texts.notCopied);
    },
    async save() {
      transcript.save(await asText(), texts.transcriptFile);
    },
    async print() {
      transcript.print(await transcript.transcribe(options.base, title, messages.said()));
    },
  });
  const asText = async (): Promise<string> =>
    transcript.asText(await transcript.transcribe(options.base, title, messages.said()));
  const consent = new Consent(options.consent, begin, signal);
  const panel = new Panel(
    { title, form, picture: avatarAddress(options.avatar, options.base, location.href) },
    { log: messages.log, sheet, menu, consent },
    {
      send: (text) => say({ id: newId(), text }, text),
      drafted: (text) => keep("retirada-draft", text),
      close,
      restart() {
        pending = [];
        failed.clear();
        showBusy();
        connection?.restart();
        panel.announce(texts.restarted);
      },
      tryNow: () => connection?.tryNow(),
    },
    signal,
  );
  const unread = new Unread(widget);
  const styles = new CSSStyleSheet();
  styles.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];
  const host = root.host as HTMLElement;
  for (const [name, color] of Object.entries(textColors(options.color, readSurfaces(host)))) host.style.setProperty(name, color);
  root.append(panel.element);

  /** None before the visitor has accepted the privacy line, where the site asks for it. */
  let connection: Connection | undefined;
  const listener: Listener = {
    online(is) {
      panel.setNotice(is ? "" : texts.offline, !is);
      if (!is) pending.forEach(waitForConnection);
    },
    refused() {
      messages.setTyping(false);
      messages.removeReplies();
      panel.disable(texts.refused);
      for (const { outgoing } of pending) messages.setStatus(outgoing.id, texts.notSent);
    },
    conversation(items, how) {
      const unseen = messages.show(items);
      if (how === "expired") panel.setNotice(texts.expired);
      unseen.forEach(announce);
      const answered = new Set(items.map((item) => item.id));
      pending = pending.filter((said) => !answered.has(said.outgoing.id));
      for (const said of pending) {
        messages.add(said.shown);
        if (!said.sent) void deliver(said);
      }
      showBusy();
    },
    item(item) {
      if (!messages.add(item)) return;
      if (item.who === "bot") announce(item);
      if (messages.belongsToRating(item)) return;
      messages.scrollToLatest();
      if (item.who === "bot" && !item.quiet) tellOf(item);
    },
    erased() {
      messages.show([]);
    },
  };
  if (consent.isGiven) begin();
  else messages.removeReplies();
  panel.draft = load("sessionStorage", "retirada-draft");

  function begin(): void {
    panel.setConnecting();
    panel.begin();
    pending.forEach(waitForConnection);
    connection = new Connection(options.base, listener, signal);
    keepOpen();
  }

  /** Keep something until the tab is closed, so that the panel is on the next page as it was here. */
  function keep(key: string, value: string): void {
    if (consent.isGiven) save("sessionStorage", key, value);
  }

  function keepOpen(): void {
    keep("retirada-open", form === "launcher" && panel.isOpen ? "1" : "");
  }

  function say(outgoing: Outgoing, text: string, rating?: Rated): void {
    const shown: Item = { who: "user", id: outgoing.id, text, rating, at: Date.now() / 1000 };
    const said: Said = { outgoing: { context: widget.context, ...outgoing }, shown, sent: false };
    pending.push(said);
    messages.add(said.shown);
    if (!rating) emit("message", { id: outgoing.id });
    if (connection?.connected) void deliver(said);
    else waitForConnection(said);
  }

  /** A pressed button is gone with its question, and the focus with it. */
  function sayPressed(outgoing: Outgoing, text: string): void {
    say(outgoing, text);
    if (!root.activeElement) panel.focus();
  }

  async function deliver(said: Said): Promise<void> {
    const { outgoing, shown } = said;
    said.sent = true;
    messages.setStatus(outgoing.id, "");
    showBusy();
    let end: TurnEnd;
    try {
      end = await connection!.say(outgoing);
    } catch {
      // The connection was lost: the next one brings the conversation, which shows what became of each message.
      return again(said, () => connection!.reconnect());
    }
    if (!pending.includes(said)) return;
    if (end.expired) return again(said, () => connection!.restart());
    pending = pending.filter((other) => other !== said);
    showBusy();
    if (end.error) {
      if (shown.rating) messages.rejectRating(outgoing.id, end.error);
      else messages.setStatus(outgoing.id, end.error);
      panel.announce(end.error);
    } else if (shown.rating && !end.failed) {
      emit("rated", { value: shown.rating.value, about: shown.rating.about });
    }
    if (end.command === "leave") close();
    if (end.command === "restart") {
      messages.takeBack(outgoing.id);
      panel.askRestart();
    }
    if (end.failed) {
      const turn = end.failed;
      failed.set(turn, [...(failed.get(turn) ?? []), said]);
      messages.setStatus(`${turn}.0`, "", () => retry(turn));
    }
  }

  /** Send all that is pending once more, after `connect`: once, though each message learns by itself that it has to. */
  function again(said: Said, connect: () => void): void {
    if (!said.sent || !pending.includes(said)) return;
    for (const each of pending) each.sent = false;
    connect();
  }

  function retry(turn: string): void {
    messages.remove(`${turn}.0`);
    for (const { outgoing, shown } of failed.get(turn) ?? []) {
      messages.remove(outgoing.id);
      say({ ...outgoing, id: newId() }, shown.text, shown.rating);
    }
    failed.delete(turn);
  }

  function waitForConnection(said: Said): void {
    showBusy();
    messages.setTyping(false);
    if (!said.shown.rating) messages.setStatus(said.outgoing.id, consent.isGiven ? texts.waiting : texts.waitsForConsent);
  }

  function showBusy(): void {
    messages.setTyping(pending.some(({ shown, sent }) => sent && !shown.rating));
    panel.setBusy(pending.length > 0);
  }

  function announce(item: Item): void {
    const { shown, notes } = splitNotes(item.text, item.notes);
    const { body } = splitSource(shown);
    const next = messages.nextTitles(item.id);
    panel.announce(
      [
        texts.bot,
        body,
        notes.length ? `${texts.notes(notes.length)}.` : "",
        describeOptions(item.buttons ?? []),
        next.length ? texts.nextSpoken(next) : "",
      ].join(" "),
    );
  }

  function tellOf({ id, text, answer }: Item): void {
    emit("answer", { id, text, verdict: answer?.verdict ?? null, sources: [...(answer?.sources ?? [])] });
    if (!panel.isOpen) unread.add(turnOf({ id }));
  }

  function open(focus = true): void {
    const wasOpen = panel.isOpen;
    panel.open(focus);
    if (focus && form === "inline") panel.element.scrollIntoView({ block: "nearest" });
    launcher.hidden = true;
    launcher.setAttribute("aria-expanded", "true");
    messages.scrollToLatest();
    unread.clear();
    keepOpen();
    if (!wasOpen) emit("open", {});
  }

  function close(): void {
    if (!panel.isOpen || form !== "launcher") return;
    const focused = Boolean(root.activeElement);
    panel.close();
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    if (focused) launcher.focus();
    keepOpen();
    emit("close", {});
  }

  return {
    get isOpen() {
      return panel.isOpen;
    },
    open,
    close,
    // Read alone: what the visitor is just writing is not joined to it.
    send: (text) => say({ id: newId(), text, chosen: true }, text),
  };
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
