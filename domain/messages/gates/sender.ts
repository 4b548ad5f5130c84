import { z } from "zod";
import { type Judgment, PASS, personGate } from "./gate.ts";

/** How long a text waits for a sender that was taken out of service before it is looked at again. */
const SENDER_RETRY_MS = 5 * 60_000;

const evidence = z.object({ state: z.enum(["in service", "out of service", "not allowed to text this country"]) });

/** What a merchant reads; the states themselves are kept in why-records. */
const WORDS = {
  "in service": "active",
  "out of service": "inactive",
  "not allowed to text this country": "not enabled for texts to this country",
} satisfies Record<z.infer<typeof evidence>["state"], string>;

/** The sending number must be in service and allowed to text the country. */
export const sender = personGate({
  name: "sender",
  title: "Sending number",
  facts: ["isSenderLive", "regionHeldUntil"],
  evidence,
  judge: ({ isSenderLive, regionHeldUntil }, now): Judgment<typeof evidence> => {
    if (!isSenderLive) {
      const until = new Date(now.getTime() + SENDER_RETRY_MS);
      return { evidence: { state: "out of service" }, verdict: { kind: "wait", until, because: "sender-stopped" } };
    }
    if (regionHeldUntil)
      return {
        evidence: { state: "not allowed to text this country" },
        verdict: { kind: "wait", until: regionHeldUntil, because: "region-not-allowed" },
      };
    return { evidence: { state: "in service" }, verdict: PASS };
  },
  describe: ({ state }, { tense }) => (tense === "record" ? state : WORDS[state]),
});
