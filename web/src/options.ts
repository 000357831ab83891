// The options that a page sets in data- attributes, and what the loader passes to the chat.
import type { RetiradaContext, RetiradaEvents } from "./retirada";

/** The data- attributes as they are written, but for the first three. */
export interface Options {
  /** Address of the server's /chat/ folder. */
  base: string;
  /** The main colour, #rrggbb. */
  color: string;
  /** Where the chat is: part of the page, or behind a launcher. */
  form?: "inline" | "page";
  /** In which element the chat is, as a selector, where `form` is "inline". */
  target?: string;
  /** Words beside the launcher's icon. */
  label?: string;
  /** An invitation beside the launcher, and after how many seconds it is shown. */
  teaser?: string;
  teaserAfter?: string;
  title?: string;
  /** The address of a picture. */
  avatar?: string;
  greeting?: string;
  /** Questions to begin with, separated by «|», instead of the guide's own. */
  suggestions?: string;
  /** The address of the site's privacy page, or "": nothing is sent or stored before the visitor accepts. */
  consent?: string;
}

export interface Chat {
  readonly isOpen: boolean;
  /** `focus`: also move the focus into the panel. */
  open(focus?: boolean): void;
  close(): void;
  /** Say `text` for the visitor. */
  send(text: string): void;
}

export interface Widget {
  options: Options;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** What the page says of where the visitor is. */
  context?: RetiradaContext;
  /** Aborted when the widget is removed from the page. */
  signal: AbortSignal;
  /** Tell the page's handlers. */
  emit<Name extends keyof RetiradaEvents>(name: Name, detail: RetiradaEvents[Name]): void;
  /** Set by the chat once it is loaded. */
  chat?: Chat;
}

declare global {
  interface Window {
    retirada?: Widget;
  }
}

/** Where the panel covers the whole page. */
export const FULL_SCREEN = "(max-width: 520px), (max-height: 480px)";
const DEFAULT_COLOR = "#14506b";

/** A colour that a page sets, as #rrggbb; `fallback` when it is missing or no hexadecimal colour. */
export function readColor(text: string | undefined, fallback = DEFAULT_COLOR): string {
  if (text && /^#[0-9a-f]{6}$/i.test(text)) return text;
  if (text && /^#[0-9a-f]{3}$/i.test(text)) return text.replace(/[0-9a-f]/gi, "$&$&");
  return fallback;
}

/** Relative luminance (WCAG 2) of #rrggbb. */
export function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** White or near black, whichever reads better on `color`. */
export const textColorOn = (color: string): string => (luminance(color) > 0.179 ? "#0b0f14" : "#ffffff");
