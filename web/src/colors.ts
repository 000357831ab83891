// Shades of the site's colour in which text is readable, for both colour schemes.
import { luminance, readColor } from "./options";

export const SURFACES = { light: "#ffffff", dark: "#161b22" };

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function mix(color: string, target: string, share: number): string {
  const at = (text: string, from: number): number => parseInt(text.slice(from, from + 2), 16);
  return `#${[1, 3, 5]
    .map((from) => Math.round(at(color, from) * (1 - share) + at(target, from) * share).toString(16).padStart(2, "0"))
    .join("")}`;
}

/** The first shade on the way from `color` to black or white whose contrast with `surface` is `minContrast`. */
function readableShade(color: string, surface: string, minContrast: number): string {
  const target = luminance(surface) > 0.179 ? "#000000" : "#ffffff";
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(color, target, share);
    if (contrast(shade, surface) >= minContrast) return shade;
  }
  return target;
}

/** The custom properties that chat.css takes its coloured text from, for both colour schemes, on these `surfaces`. */
export const textColors = (color: string, surfaces = SURFACES): Record<string, string> => ({
  "--ink-light": readableShade(color, surfaces.light, 5.5),
  "--ink-dark": readableShade(color, surfaces.dark, 8),
});

/** The surfaces that the page has set for the chat's element, or the chat's own. */
export function readSurfaces(host: Element): typeof SURFACES {
  const style = getComputedStyle(host);
  const read = (name: string, fallback: string): string => readColor(style.getPropertyValue(name), fallback);
  return {
    light: read("--retirada-surface", SURFACES.light),
    dark: read("--retirada-surface-dark", SURFACES.dark),
  };
}
