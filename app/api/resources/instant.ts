import { z } from "zod";

/** A time in an answer, in UTC: 2026-11-30T15:00:00.000Z. */
export const instant = z.iso.datetime();

/** How a time is written there. */
export function isoOf(date: Date): string;
export function isoOf(date: Date | null): string | null;
export function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
