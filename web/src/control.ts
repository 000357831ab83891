// window.Retirada: the page's own control of the chat. What a page gives is text and closed keys, or it is refused.
import type { Chat } from "./options";
import type { Retirada, RetiradaContext, RetiradaEvents } from "./retirada";

const EVENTS = ["open", "close", "message", "answer", "unread", "rated"];
const KEYS = ["page", "section", "source"];

type Handler = (detail: never) => void;

/** The handlers that the page has set, by event. */
export class Handlers {
  private readonly all = new Set<[string, Handler]>();

  add(name: string, handler: Handler): () => void {
    demand(EVENTS.includes(name) && typeof handler === "function", "on(name, handler)");
    const entry: [string, Handler] = [name, handler];
    this.all.add(entry);
    return () => void this.all.delete(entry);
  }

  /** Call the handlers of `name`. What one of them throws is reported as the page's own error. */
  emit<Name extends keyof RetiradaEvents>(name: Name, detail: RetiradaEvents[Name]): void {
    for (const [of, handler] of [...this.all])
      if (of === name)
        try {
          handler(detail as never);
        } catch (error) {
          reportError(error);
        }
  }
}

/**
 * @param withChat calls a function with the chat, once it is loaded.
 * @param setContext takes what the page says of where the visitor is.
 */
export const makeControl = (
  handlers: Handlers,
  withChat: (use: (chat: Chat) => void) => void,
  setContext: (context: RetiradaContext) => void,
  destroy: () => void,
): Retirada => ({
  open: () => withChat((chat) => chat.open()),
  close: () => withChat((chat) => chat.close()),
  toggle: () => withChat((chat) => (chat.isOpen ? chat.close() : chat.open())),
  send(text) {
    demand(isText(text, 1000), "send(text)");
    withChat((chat) => chat.send(text));
  },
  on: (name, handler) => handlers.add(name, handler as Handler),
  context(values) {
    const entries = Object.entries(values);
    demand(
      entries.every(([key, value]) => KEYS.includes(key) && isText(value, 100)),
      `context({${KEYS}})`,
    );
    setContext(Object.fromEntries(entries));
  },
  destroy,
});

const isText = (value: unknown, max: number): boolean =>
  typeof value === "string" && !!value.trim() && value.length <= max;

function demand(condition: boolean, usage: string): void {
  if (!condition) throw new TypeError(`Retirada.${usage}`);
}
