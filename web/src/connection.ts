// The socket and the session: the token is all that this browser keeps of a conversation.
import { io, type Socket } from "socket.io-client";

export interface Button {
  title: string;
  payload: string;
}

export interface Rating {
  title: string;
  value: string;
}

export interface Answer {
  verdict: string | null;
  sources: string[];
}

/** Something said. Bot items are numbered within their turn: `<id of the user's item>.<n>`. */
export interface Item {
  who: "user" | "bot";
  id: string;
  text: string;
  buttons?: Button[];
  answer?: Answer | null;
  ratings?: Rating[];
  /** An aside, such as the privacy notice: said, but not part of the answer. */
  quiet?: boolean;
  /** On a user's item: it is no message but rates the bot's item `about`. */
  rating?: { value: string; about: string };
}

/** What is sent of a turn: words, a button or a rating. */
export type Saying = { id: string } & ({ text: string } | { payload: string } | { rating: string; about: string });

/** How a turn ended. */
export interface End {
  failed?: boolean;
  error?: string;
  expired?: boolean;
}

type Opened = { token: string; how: "kept" | "new" | "expired"; items: Item[]; expired?: boolean; failed?: boolean };

export interface Listener {
  /** The connection is there (its conversation follows) or gone. */
  online(is: boolean): void;
  /** The whole conversation, after each connection. */
  conversation(items: Item[], how: Opened["how"]): void;
  item(item: Item): void;
  /** All that was said so far is gone. */
  erased(): void;
}

const KEY = "retirada-token";
const ANSWER_MS = 60_000;
const RETRY_MS = 4000;

export class Connection {
  private readonly socket: Socket;
  private token = stored();

  constructor(base: string, private readonly listener: Listener) {
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
    this.socket.on("connect", () => void this.open());
    this.socket.on("disconnect", () => listener.online(false));
    this.socket.on("connect_error", () => listener.online(false));
    this.socket.on("item", (item: Item) => listener.item(item));
    this.socket.on("erased", () => listener.erased());
    window.addEventListener("storage", (event) => {
      if (event.key === KEY && event.newValue && event.newValue !== this.token) this.reconnect(event.newValue);
    });
    window.addEventListener("online", () => this.tryNow());
    // A browser that knows it is offline says so long before the socket notices.
    window.addEventListener("offline", () => this.socket.io.engine?.close());
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Send and wait for the end of the turn. Rejects when the connection is lost before. */
  say(saying: Saying): Promise<End> {
    if (!this.connected) return Promise.reject(new Error("offline"));
    return this.socket.timeout(ANSWER_MS).emitWithAck("say", saying) as Promise<End>;
  }

  /** Leave this conversation for a new one. */
  restart(): void {
    this.reconnect("");
  }

  tryNow(): void {
    if (!this.connected) this.renew();
  }

  /** A new connection for the same conversation. */
  renew(): void {
    this.socket.disconnect().connect();
  }

  private reconnect(token: string): void {
    this.token = token;
    if (!token) store(token);
    this.renew();
  }

  private async open(): Promise<void> {
    try {
      const opened = (await this.socket.timeout(ANSWER_MS).emitWithAck("open")) as Opened;
      if (opened.expired) return this.restart();
      if (opened.failed) {
        this.listener.online(false);
        window.setTimeout(() => this.renew(), RETRY_MS);
        return;
      }
      if (opened.token !== this.token) store((this.token = opened.token));
      this.listener.online(true);
      this.listener.conversation(opened.items, opened.how);
    } catch {
      // Lost again meanwhile; the next connection opens it.
    }
  }
}

// Where a browser forbids storage, the conversation lasts as long as the page.
function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function store(token: string): void {
  try {
    if (token) localStorage.setItem(KEY, token);
    else localStorage.removeItem(KEY);
  } catch {
    /* see stored() */
  }
}
