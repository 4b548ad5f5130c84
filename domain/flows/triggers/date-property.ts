import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { propertyName } from "#domain/subscribers/properties/property";
import { hourOfDay } from "./hour-of-day.ts";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

const settings = z.object({
  /** The name of a property of the type "date". Null while it isn't chosen. */
  property: propertyName.nullable().default(null),
  /** Negative: before the date. */
  offsetDays: z.number().int().min(-180).max(180).default(0),
  hour: hourOfDay,
  repeats: z.enum(["every-year", "once"]).default("every-year"),
});

export type DatePropertySettings = z.infer<typeof settings>;

/** A birthday, or any other date that a person has as a property. */
export const dateProperty = defineTrigger<DatePropertySettings>({
  title: "Date in a property",
  describe:
    "A date property of the person, such as a birthday, arrives: every year or once, at an hour in their time zone. February 29 counts as February 28 in other years.",
  group: "time",
  purposes: ["marketing"],
  settings,
  fields: [
    {
      name: "property",
      label: "Property",
      kind: "property",
      helpText: "A property of your subscribers that is a date.",
    },
    {
      name: "offsetDays",
      label: "Days after the date",
      kind: "whole-number",
      least: -180,
      most: 180,
      helpText: "0 is the day itself. A negative number is before it.",
    },
    { name: "hour", label: "At", kind: "hour", helpText: "In the person’s time zone." },
    {
      name: "repeats",
      label: "Repeats",
      kind: "choice",
      choices: [
        { value: "every-year", label: "Every year" },
        { value: "once", label: "Once" },
      ],
    },
  ],
  settingsProblems: ({ property }, store) => {
    if (property === null) return problemsIn("property", ["Choose the property with the date."]);
    // A property that no one has yet is fine: the first import brings it.
    const isOther = store?.properties.some(({ name, type }) => name === property && type !== "date") ?? false;
    return problemsIn("property", isOther ? [`“${property}” isn’t a date. Choose a property with dates.`] : []);
  },
  // A birthday text a day late is useless.
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject"], usual: { kind: "once-per-subject" } },
  properties: [
    { name: "date", title: "Date", type: "text" },
    { name: "years", title: "Years since the date", type: "number" },
  ],
  canLoop: false,
  mergeTags: [
    ...everyFlowsTags,
    { name: "date.day", label: "The date, such as 2026-11-30", sample: "2026-11-30" },
    { name: "date.years", label: "Years since the date", sample: "30" },
  ],
});
