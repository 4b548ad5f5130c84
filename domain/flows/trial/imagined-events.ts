import type { SinceStart } from "#domain/flows/steps/walk-facts";

/** What the person does after the start, as the merchant imagines it. */
export interface ImaginedEvent {
  /** "ordered", "clicked", "replied" or "custom:<name>", as a step waits for it. */
  event: string;
  at: Date;
  /** Of "replied": what they write. */
  reply?: string;
}

/** Those of before that are known at this moment: the latest of each. */
export function sinceStart(imagined: ImaginedEvent[], now: Date): SinceStart {
  const latest = (event: string) =>
    imagined
      .filter((it) => it.event === event && it.at <= now)
      .reduce<ImaginedEvent | null>((last, it) => (last && last.at >= it.at ? last : it), null);
  const replied = latest("replied");
  return {
    ordered: latest("ordered")?.at ?? null,
    clicked: latest("clicked")?.at ?? null,
    replied: replied?.at ?? null,
    reply: replied?.reply ?? null,
  };
}

/** The first of this kind between two moments, both included. */
export function firstOf(imagined: ImaginedEvent[], event: string, from: Date, until: Date): Date | null {
  const times = imagined.filter((it) => it.event === event && it.at >= from && it.at <= until).map(({ at }) => at);
  return times.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null);
}
