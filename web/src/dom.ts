// Elements without markup: whatever a person or the bot writes can only become text.

type Child = Node | string | undefined;
type Attributes = Record<string, string | boolean | ((event: Event) => void) | undefined>;

/** A line icon: a cross. */
export const CROSS = "M6 6l12 12M18 6L6 18";

/** An element with attributes, `on…` listeners and children. `false` and undefined attributes are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined));
  return element;
}

/** A line icon of 24 × 24 that no screen reader sees. */
export function icon(path: string): SVGSVGElement {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(ns, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const icons = {
  close: CROSS,
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M12 20V5M5.5 11.5 12 5l6.5 6.5",
  external: "M14 5h5v5M19 5l-8.5 8.5M10.5 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4.5",
  chevron: "M7 10l5 5 5-5",
};
