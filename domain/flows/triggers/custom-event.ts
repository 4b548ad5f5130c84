import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags, storeLink } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

/** The property that holds the event's own name; names of other properties have no dot. */
export const EVENT_NAME = "event.name";

/** What a property may be called. */
export const PROPERTY = /^[a-zA-Z][a-zA-Z0-9_]{0,49}$/;

export const customEvent = defineTrigger({
  title: "Custom event",
  describe: "Another program reports an event about a subscriber.",
  group: "programs",
  purposes: ["marketing", "transactional"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "after-days", "always"], usual: { kind: "always" } },
  mergeTags: [...everyFlowsTags, storeLink],
  settings: z.object({
    name: z.string().max(100).default(""),
    /** The properties that texts use, as {{ event.points }}. */
    properties: z.array(z.string().max(1_000)).max(50).default([]),
  }),
  fields: [
    { name: "name", label: "Name of the event", kind: "text", helpText: "As the other program sends it." },
    {
      name: "properties",
      label: "Properties for your texts",
      kind: "words",
      most: 50,
      helpText: "Separate names with commas. Each becomes a merge tag: points becomes {{ event.points }}.",
    },
  ],
  settingsTags: ({ properties }) =>
    properties.map((name) => ({ name: `event.${name}`, label: `Property “${name}”`, sample: name })),
  settingsProblems: ({ name, properties }) => [
    ...problemsIn("name", name.trim() === "" ? ["Enter the name of the event."] : []),
    ...problemsIn(
      "properties",
      properties
        .filter((it) => !PROPERTY.test(it))
        .map((it) => `“${it}” can’t be a property: use letters, digits and underscores, starting with a letter.`),
    ),
  ],
  hasOpenProperties: true,
  sampleProperties: ({ name, properties }) => ({
    ...Object.fromEntries(properties.map((it) => [it, it])),
    [EVENT_NAME]: name.trim(),
  }),
  accepts: ({ name }, properties) => name.trim() === properties[EVENT_NAME],
});
