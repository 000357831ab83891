// When something was said, in the visitor's own time.
import { el } from "./dom";

const clock = new Intl.DateTimeFormat("es", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("es", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const moment = new Intl.DateTimeFormat("es", { dateStyle: "long", timeStyle: "short" });

const dateOf = (at: number): Date => new Date(at * 1000);

/** «14:05», from seconds since 1970. */
export const clockTime = (at: number): string => clock.format(dateOf(at));

/** «martes, 3 de marzo de 2026». */
export const dayName = (at: number): string => day.format(dateOf(at));

/** «3 de marzo de 2026, 14:05». */
export const fullTime = (at: number): string => moment.format(dateOf(at));

/** The time under a message. */
export const timeElement = (at: number): HTMLElement =>
  el("time", { datetime: dateOf(at).toISOString(), title: fullTime(at) }, clockTime(at));
