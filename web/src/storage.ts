// What the browser keeps. Where it forbids that, things last as long as the page.

/** The value of `key`; "" where there is none. */
export function load(storage: "localStorage" | "sessionStorage", key: string): string {
  try {
    return window[storage].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keep `value` under `key`; "" removes it. */
export function save(storage: "localStorage" | "sessionStorage", key: string, value: string): void {
  try {
    if (value) window[storage].setItem(key, value);
    else window[storage].removeItem(key);
  } catch {
    /* see above */
  }
}
