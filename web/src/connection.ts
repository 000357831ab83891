// The socket and the session. The token is all that the browser stores of a conversation.
import { io, type Socket } from "socket.io-client";
import type { RetiradaContext } from "./retirada";
import { load, save } from "./storage";

export interface Button {
  title: string;
  payload: string;
  /** The heading that it stands under, in a long list such as the menu. */
  group?: string;
}

/** What was said of an answer. */
export interface Rated {
  value: string;
  about: string;
  comment?: string;
}

export interface Rating {
  title: string;
  value: string;
}

export interface FollowUp {
  title: string;
  /** What its answer would be about. */
  topic: string;
}

export interface Answer {
  topic?: string | null;
  /** The word or the subject next door that it is about. */
  about?: string | null;
  verdict: string | null;
  sources: string[];
}

/** Something said. Bot items are numbered within their turn: `<id of the user's last item>.<n>`. */
export interface Item {
  who: "user" | "bot";
  id: string;
  text: string;
  buttons?: Button[];
  /** Lines of `text` that are notes on the answer: they are shown folded. */
  notes?: string[];
  /** Where the guide says what the text cites, relative to the chat's own address. */
  guide?: string | null;
  answer?: Answer | null;
  ratings?: Rating[];
  /** What one may ask next, the most useful first. */
  follow_ups?: FollowUp[];
  /** When it was said, in seconds since 1970. */
  at?: number;
  /** An aside, such as the privacy notice: said, but not part of the answer. */
  quiet?: boolean;
  /** On a user's item: it is no message but rates the bot's item `about`. */
  rating?: Rated;
}

/** What is sent of a turn: words, a button or a rating; and what the page says of where the visitor is. */
export type Outgoing = { id: string; context?: RetiradaContext } & (
  | { text: string; chosen?: boolean }
  | { payload: string }
  | { rating: string; about: string; comment?: string }
);

/** How the turn of a message ended. */
export interface TurnEnd {
  /** It gave no reply: the id of its last message. Messages sent within a second are one turn. */
  failed?: string;
  error?: string;
  expired?: boolean;
  /** What the words asked of the chat itself. After "restart" they are no message. */
  command?: "leave" | "restart";
}

type Opened = { token: string; how: "kept" | "new" | "expired"; items: Item[]; expired?: boolean; failed?: boolean };

export interface Listener {
  /** The connection is up (its conversation follows) or down. */
  online(is: boolean): void;
  /** The server does not admit pages of this origin: no connection will come. */
  refused(): void;
  /** The whole conversation, after each connection. */
  conversation(items: Item[], how: Opened["how"]): void;
  item(item: Item): void;
  /** All that was said so far is gone. */
  erased(): void;
}

const KEY = "retirada-token";
const ANSWER_MS = 60_000;
const RETRY_MS = 4000;

/** `signal` ends it for good. */
export class Connection {
  private readonly socket: Socket;
  private token = load("localStorage", KEY);
  /** Whether the server admits this page; undefined until it has said so. */
  private allowed: boolean | undefined;

  constructor(private readonly base: string, private readonly listener: Listener, signal: AbortSignal) {
    const { origin, pathname } = new URL(base);
    this.socket = io(origin, {
      path: `${pathname}socket.io`,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 400,
      reconnectionDelayMax: 4000,
      timeout: 8000,
      // Read anew at each attempt: another tab may have begun another conversation.
      auth: (give) => give(this.token ? { token: this.token } : {}),
    });
    this.socket.on("connect", () => {
      this.allowed = true;
      void this.open();
    });
    this.socket.on("disconnect", () => listener.online(false));
    this.socket.on("connect_error", () => void this.diagnose());
    this.socket.on("item", (item: Item) => listener.item(item));
    this.socket.on("erased", () => listener.erased());
    const on = <Name extends keyof WindowEventMap>(name: Name, handle: (event: WindowEventMap[Name]) => void): void =>
      window.addEventListener(name, handle, { signal });
    on("storage", ({ key }) => key === KEY && this.followOtherTab());
    on("online", () => this.tryNow());
    // A browser that knows it is offline says so long before the socket notices.
    on("offline", () => this.socket.io.engine?.close());
    signal.addEventListener("abort", () => this.socket.disconnect());
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Send and wait for the end of the turn. Rejects when the connection is lost before. */
  say(outgoing: Outgoing): Promise<TurnEnd> {
    if (!this.connected) return Promise.reject(new Error("offline"));
    return this.socket.timeout(ANSWER_MS).emitWithAck("say", outgoing) as Promise<TurnEnd>;
  }

  /** Leave this conversation for a new one. */
  restart(): void {
    this.switchTo("");
  }

  tryNow(): void {
    if (!this.connected) this.reconnect();
  }

  /** Connect anew, for the same conversation. */
  reconnect(): void {
    if (this.allowed !== false) this.socket.disconnect().connect();
  }

  /** Ask why there is no connection: the browser does not tell a refused page from a server that is down. */
  private async diagnose(): Promise<void> {
    const { base } = this;
    // The server's own pages are always allowed, and the browser sends no Origin for them.
    if (new URL(base).origin === location.origin) this.allowed = true;
    try {
      this.allowed ??= await fetchAllowed(`${base}allowed`);
    } catch {
      // The server is down. It is asked again at the next attempt.
    }
    if (this.connected || !this.socket.active) return;
    if (this.allowed !== false) return this.listener.online(false);
    this.socket.disconnect();
    console.error(
      `The chat's server (${base}) does not admit pages of ${location.origin}. ` +
        `Set WEB_ORIGINS=${location.origin} where the server runs (several origins: separated by commas) and restart it.`,
    );
    this.listener.refused();
  }

  /**
   * Go on with the conversation that another tab has begun; whether there is one. What is kept now counts, not what the
   * event says: where two tabs begin at once, each would take the other's.
   */
  private followOtherTab(): boolean {
    const kept = load("localStorage", KEY);
    if (!kept || kept === this.token) return false;
    this.switchTo(kept);
    return true;
  }

  private switchTo(token: string): void {
    this.token = token;
    if (!token) save("localStorage", KEY, token);
    this.reconnect();
  }

  private async open(): Promise<void> {
    try {
      const opened = (await this.socket.timeout(ANSWER_MS).emitWithAck("open")) as Opened;
      if (opened.expired) return this.restart();
      if (opened.failed) {
        this.listener.online(false);
        window.setTimeout(() => this.socket.active && this.reconnect(), RETRY_MS);
        return;
      }
      if (this.followOtherTab()) return;
      if (opened.token !== this.token) save("localStorage", KEY, (this.token = opened.token));
      this.listener.online(true);
      this.listener.conversation(opened.items, opened.how);
    } catch {
      // Lost again meanwhile; the next connection opens it.
    }
  }
}

async function fetchAllowed(address: string): Promise<boolean> {
  const reply = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(5000) });
  if (!reply.ok) throw new Error(String(reply.status));
  return ((await reply.json()) as { allowed: boolean }).allowed;
}
