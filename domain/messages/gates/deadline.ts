import { z } from "zod";
import { type Judgment, PASS, personGate } from "./gate.ts";

const MINUTE_MS = 60_000;

const evidence = z.object({
  /** ISO 8601: to the minute, or exact when less than a minute is left. */
  leavesBefore: z.union([z.iso.datetime({ precision: -1 }), z.iso.datetime()]),
});

/** Nothing is sent at or after its deadline. */
export const deadline = personGate({
  name: "deadline",
  title: "Deadline",
  facts: ["expiresAt"],
  evidence,
  judge: ({ expiresAt }, now): Judgment<typeof evidence> => ({
    evidence: { leavesBefore: roundTime(expiresAt, now) },
    verdict: expiresAt <= now ? { kind: "expire" } : PASS,
  }),
  describe: ({ leavesBefore }, { time }) => `must be sent before ${time(leavesBefore)}`,
  complete: (phrase, said, tense) => {
    if (said !== "expire") return phrase;
    return tense === "present" ? `the deadline has passed: it ${phrase}` : `${phrase}, which had passed`;
  },
});

/** Rounded, so that a flow's texts of one minute share a why-record. */
function roundTime(at: Date, now: Date): string {
  const iso = at.toISOString();
  return at.getTime() - now.getTime() < MINUTE_MS ? iso : `${iso.slice(0, "2026-11-24T15:00".length)}Z`;
}
