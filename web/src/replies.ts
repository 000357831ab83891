// The buttons under a message: a row, or a menu under headings.
import { el } from "./dom";
import { texts } from "./texts";

interface Choice {
  title: string;
  group?: string;
}

let count = 0;

/** The choices under each heading, in their order; those without one under "". */
export function groupChoices<T extends Choice>(choices: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const choice of choices) {
    const group = groups.get(choice.group ?? "");
    if (group) group.push(choice);
    else groups.set(choice.group ?? "", [choice]);
  }
  return groups;
}

/** The buttons of all choices, in a group of that label; those of each heading in a group within. */
export function replyButtons<T extends Choice>(label: string, choices: T[], press: (choice: T) => void): HTMLElement {
  const whole = el("div", { class: "replies", role: "group", "aria-label": label });
  for (const [heading, members] of groupChoices(choices)) {
    const buttons = members.map((choice) => el("button", { type: "button", onclick: () => press(choice) }, choice.title));
    if (!heading) {
      whole.append(...buttons);
      continue;
    }
    const id = `group-${++count}`;
    whole.append(
      el("div", { class: "topics", role: "group", "aria-labelledby": id }, el("h3", { id }, heading), ...buttons),
    );
  }
  return whole;
}

/** What one may ask next, under a heading. */
export function nextButtons<T extends Choice>(choices: T[], press: (choice: T) => void): HTMLElement {
  const id = `group-${++count}`;
  return el(
    "div",
    { class: "next", role: "group", "aria-labelledby": id },
    el("h3", { id }, texts.next),
    ...choices.map((choice) => el("button", { type: "button", onclick: () => press(choice) }, choice.title)),
  );
}
