import { DateTime } from "luxon";

/** An instant as Shopify writes it in webhooks: in the shop's zone, with its offset, without milliseconds. */
export function shopTime(instant: string, zone: string): string;
export function shopTime(instant: string | null, zone: string): string | null;
export function shopTime(instant: string | null, zone: string): string | null {
  if (instant === null) return null;
  return DateTime.fromISO(instant, { zone }).toISO({ suppressMilliseconds: true });
}

/** Short text for the admin's tables: "Nov 21, 10:32 AM". */
export function readableTime(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toLocaleString({
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
}
