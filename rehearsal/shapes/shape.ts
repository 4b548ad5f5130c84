import { readFileSync } from "node:fs";
import { z } from "zod";

const MINUTES = 1_440;

const hhmm = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** One number for each hour, or for each minute, of the day. */
const curve = z.array(z.number().min(0)).refine((slots) => slots.length === 24 || slots.length === MINUTES);

/** What happens in one day, at its own size. Counts of events only: no shop, no person and no word is in it. */
const shapeSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** IANA. The day's hours are this zone's. */
  timeZone: z.string(),
  sources: z.array(z.object({ says: z.string(), from: z.string() })),
  orders: curve,
  /** Checkouts that are left without an order. */
  carts: curve,
  /** The busiest minutes of an hour are its first ten; how many times the hour's average. Curves by minute have no need of it. */
  firstTenMinutes: z.number().min(1).max(6).default(1),
  campaigns: z.array(z.object({ at: hhmm, recipients: z.number().int().positive() })),
  repliesPerThousandTexts: z.object({ stop: z.number().min(0), help: z.number().min(0), talk: z.number().min(0) }),
  shops: z.number().int().min(1).max(50),
  /** What each shop's number may send. */
  partsPerSecond: z.number().positive(),
});

export type Shape = z.output<typeof shapeSchema>;

/** Reads a shape of this folder by its name, or a file by its path. Throws for what is no shape. */
export function readShape(nameOrFile: string): Shape {
  const isName = /^[\w-]+$/.test(nameOrFile);
  const file = isName ? new URL(`./${nameOrFile}.json`, import.meta.url) : nameOrFile;
  return parseShape(JSON.parse(readFileSync(file, "utf8")));
}

export function parseShape(value: unknown): Shape {
  return shapeSchema.parse(value);
}

/** Events a minute at a minute of the day. */
export function perMinute(curveOf: number[], minute: number, firstTenMinutes = 1): number {
  if (curveOf.length === MINUTES) return curveOf[minute] ?? 0;
  const average = (curveOf[Math.floor(minute / 60)] ?? 0) / 60;
  const rest = (60 - 10 * firstTenMinutes) / 50;
  return average * (minute % 60 < 10 ? firstTenMinutes : Math.max(0, rest));
}

/** Of the day's hours, how busy each is: orders, carts and campaign texts together. */
export function eventsByHour({ orders, carts, campaigns }: Shape): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const minutes = Array.from({ length: 60 }, (_, minute) => hour * 60 + minute);
    const told = minutes.reduce((sum, minute) => sum + perMinute(orders, minute) + perMinute(carts, minute), 0);
    return told + campaignsIn(campaigns, hour).reduce((sum, { recipients }) => sum + recipients, 0);
  });
}

export function campaignsIn(campaigns: Shape["campaigns"], hour: number): { minute: number; recipients: number }[] {
  return campaigns
    .filter(({ at }) => Number(at.slice(0, 2)) === hour)
    .map(({ at, recipients }) => ({ minute: Number(at.slice(3)), recipients }));
}
