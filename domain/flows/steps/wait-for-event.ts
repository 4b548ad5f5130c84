import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { stepType } from "./step-type.ts";
import { duration, LONGEST_WAIT_MINUTES } from "./wait.ts";

/** What people may be waited for to do. */
export const awaitedEvents = { ordered: "they order", clicked: "they tap a link", replied: "they reply", custom: "" };

const config = z.object({
  event: z.enum(["ordered", "clicked", "replied", "custom"]),
  /** Of a custom event. */
  name: z.string().max(100).default(""),
  /** The longest wait. */
  minutes: z.number().int().min(0).max(LONGEST_WAIT_MINUTES),
});

export type WaitForEvent = z.output<typeof config>;

/** Two paths: for those who did it in time, as soon as they do, and for the others when the time is over. */
export const waitForEvent = stepType<WaitForEvent>({
  title: "Wait for an event",
  group: "wait",
  initial: { event: "clicked", name: "", minutes: 1_440 },
  config,
  describe: (it) => `Wait until ${inWords(it)}, at most ${duration(it.minutes)}`,
  armLabel: (it, arm) => (arm === "happened" ? `If ${inWords(it)}` : `Not within ${duration(it.minutes)}`),
  problems: ({ event, name, minutes }) => [
    ...problemsIn("name", event === "custom" && name.trim() === "" ? ["Enter the name of the event."] : []),
    ...problemsIn("minutes", minutes === 0 ? ["Enter a wait of at least 1 minute."] : []),
  ],
  // The record is looked at once more when the time is over.
  reads: ({ event }) => (event === "custom" ? {} : { since: true }),
  awaits: ({ event, name, minutes }) => ({
    event: event === "custom" ? `custom:${name.trim()}` : event,
    untilMs: minutes * 60_000,
  }),
});

function inWords({ event, name }: WaitForEvent): string {
  if (event !== "custom") return awaitedEvents[event];
  return name.trim() === "" ? "an event happens" : `“${name.trim()}” happens`;
}
