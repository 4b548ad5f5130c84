import { z } from "zod";
import type { Line } from "#domain/intake/store-event";
import { micros } from "./money.ts";
import { text } from "./read.ts";

/** Texts name the first item and count the others; the timeline shows a few. No one reads the fiftieth. */
const LINES_KEPT = 20;

export const lines = z
  .array(z.object({ title: text, quantity: z.number().int().nonnegative(), price: micros }))
  .nullish()
  .transform((items): Line[] =>
    (items ?? [])
      .slice(0, LINES_KEPT)
      // Webhook lines carry no picture.
      .map(({ title, quantity, price }) => ({ title, quantity, priceMicros: price, imageUrl: null })),
  );

/** A link we may send people to. Null when it is none. */
export function webUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  return /^https?:$/.test(new URL(url).protocol) ? url : null;
}
