// What a page may use of the web chat, as `window.Retirada`. Served as /chat/retirada.d.ts; described in docs/embedding.md.

/** Where on its site the visitor is: up to 100 characters each. Kept with what they write; shown to nobody. */
export interface RetiradaContext {
  /** The page, by its path or its name. */
  page?: string;
  /** The part of the site that the page belongs to. */
  section?: string;
  /** What brought the visitor: a campaign, a newsletter, another site. */
  source?: string;
}

/** What handlers are called with, by the event's name. */
export interface RetiradaEvents {
  /** The panel was opened. */
  open: Record<string, never>;
  /** The panel was closed. */
  close: Record<string, never>;
  /** The visitor wrote or chose something on this page, or the page did with `send`. What it says is theirs. */
  message: { id: string };
  /** The assistant answered: once for each of its messages, in every tab that holds the conversation. */
  answer: { id: string; text: string; verdict: string | null; sources: string[] };
  /** How many answers have come since the panel was closed; 0 once it is opened. */
  unread: { count: number };
  /** The visitor rated the answer `about`, with one of the values that the assistant offers («useful»). */
  rated: { value: string; about: string };
}

export interface Retirada {
  /** Open the panel. Where the chat is part of the page, scroll to it. */
  open(): void;
  /** Close the panel. Does nothing where the chat is part of the page. */
  close(): void;
  /** Open the panel or close it. */
  toggle(): void;
  /**
   * Say `text` as if the visitor had written it: up to 1000 characters, always words, whatever they begin with. The
   * panel stays as it is. Throws a TypeError for anything else.
   */
  send(text: string): void;
  /** Call `handler` at each event. Returns what ends it. Throws a TypeError for an event that there is not. */
  on<Name extends keyof RetiradaEvents>(name: Name, handler: (detail: RetiradaEvents[Name]) => void): () => void;
  /** From now on, keep `values` with what the visitor writes, in place of what was set before. Throws a TypeError for another key. */
  context(values: RetiradaContext): void;
  /** Remove the chat from the page. The conversation is kept: loading widget.js again brings it back. */
  destroy(): void;
}

declare global {
  interface Window {
    /** There once widget.js has run, until `destroy`. */
    Retirada?: Retirada;
  }
}
