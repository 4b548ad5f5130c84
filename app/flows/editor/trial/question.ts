import { z } from "zod";

const minutes = z
  .number()
  .int()
  .min(0)
  .max(366 * 24 * 60)
  .nullable();
const value = z.union([
  z.string().max(1_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(255)).max(100),
  z.null(),
]);
const words = z.string().max(255);

/** What a merchant asks of a trial, as the form posts it. */
export const trialQuestion = z.object({
  person: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("subscriber"), id: z.uuid() }),
    z.object({
      kind: z.literal("made-up"),
      country: z.string().length(2).nullable(),
      region: z.string().max(3).nullable(),
      timeZone: z.string().max(64).refine(isZone).nullable(),
      firstName: words,
      lastName: words,
      marketing: z.enum(["subscribed", "never", "unsubscribed"]),
      tags: z.array(words).max(50),
      properties: z.array(z.object({ name: words, value: z.string().max(1_000) })).max(50),
      isFirstOrder: z.boolean(),
    }),
  ]),
  event: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("last") }),
    z.object({
      kind: z.literal("made-up"),
      properties: z.record(z.string().max(100), value),
      tags: z.record(z.string().max(100), z.string().max(1_000)),
      totalMicros: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    }),
  ]),
  /** By the clock of the store: "2026-11-30T10:00". Null: now. */
  startsAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .nullable(),
  /** Minutes after the start. Null: it doesn't happen. */
  happens: z.object({
    ordered: minutes,
    clicked: minutes,
    replied: minutes,
    custom: z.record(z.string().max(100), minutes),
  }),
  reply: z.string().max(1_000),
  /** Of steps that ask outside, by step id and merge tag. Null: no answer comes. */
  answers: z.record(z.string().max(64), z.record(z.string().max(100), z.string().max(1_000)).nullable()),
});

export type TrialQuestion = z.output<typeof trialQuestion>;
export type QuestionPerson = TrialQuestion["person"];
export type QuestionEvent = TrialQuestion["event"];

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
