// The options that a page sets in data- attributes, and what the loader passes to the chat.

export interface Options {
  /** Address of the server's /chat/ folder. */
  base: string;
  title: string;
  greeting: string | undefined;
  /** The main colour, #rrggbb. */
  color: string;
  position: "left" | "right";
}

export interface Chat {
  open(): void;
}

export interface Widget {
  options: Options;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** Set by the chat once it is loaded. */
  chat?: Chat;
}

declare global {
  interface Window {
    retirada?: Widget;
  }
}

const DEFAULT_COLOR = "#14506b";

/** The colour of a data-color attribute as #rrggbb; the default when it is missing or no hexadecimal colour. */
export function readColor(text: string | undefined): string {
  if (text && /^#[0-9a-f]{6}$/i.test(text)) return text;
  if (text && /^#[0-9a-f]{3}$/i.test(text)) return text.replace(/[0-9a-f]/gi, "$&$&");
  return DEFAULT_COLOR;
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
