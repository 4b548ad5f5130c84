import { defineTrigger, everyFlowsTags, storeLink } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const replyReceived = defineTrigger({
  title: "Reply received",
  describe: "A subscriber texts your number. Texts that opt in or out, or ask for help, don’t count.",
  group: "person",
  purposes: ["marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "after-days", "always"], usual: { kind: "after-days", days: 1 } },
  mergeTags: [...everyFlowsTags, storeLink, { name: "reply.text", label: "What they texted", sample: "Do you ship?" }],
  properties: [{ name: "text", title: "Text", type: "text" }],
});
