// The picture that a page sets for the assistant.
import { el } from "./dom";

/**
 * The address of the picture; "" unless it is of the page's own server or the chat's, or held in the address itself.
 * Nobody else learns who opens a chat.
 */
export function avatarAddress(text: string | undefined, base: string, page: string): string {
  if (!text) return "";
  if (text.startsWith("data:image/")) return text;
  try {
    const { origin, href } = new URL(text, page);
    return [new URL(page).origin, new URL(base).origin].includes(origin) ? href : "";
  } catch {
    return "";
  }
}

/** The picture, which goes away where it cannot be had. */
export function avatar(address: string): HTMLElement | undefined {
  if (!address) return undefined;
  const picture = el("img", { class: "avatar", src: address, onerror: () => picture.remove() });
  picture.alt = "";
  return picture;
}
