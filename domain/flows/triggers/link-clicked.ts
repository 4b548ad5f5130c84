import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const linkClicked = defineTrigger({
  title: "Link clicked",
  describe: "A subscriber taps the link in one of your texts. Previews and bots don’t count.",
  group: "person",
  purposes: ["marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  // The subject is the text: a person enters once for each, however often they tap.
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "after-days", days: 30 } },
  mergeTags: [
    ...everyFlowsTags,
    { name: "link", label: "The link that they tapped", sample: "https://crt.example/l/a1B2c3D4e5" },
  ],
  properties: [
    { name: "url", title: "Address of the link", type: "text" },
    { name: "source", title: "Kind of text (campaign or flow)", type: "text" },
  ],
});
