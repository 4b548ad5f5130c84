import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { hourOfDay } from "./hour-of-day.ts";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

const settings = z.object({
  /** "2026-12-24"; null while it isn't chosen. */
  date: z.iso.date().nullable().default(null),
  hour: hourOfDay,
});

export type FixedDateSettings = z.infer<typeof settings>;

/** One day for everyone. */
export const fixedDate = defineTrigger<FixedDateSettings>({
  title: "On a date",
  describe: "A date that you choose arrives, at an hour in the person’s time zone. Each person enters once.",
  group: "time",
  purposes: ["marketing"],
  settings,
  fields: [
    { name: "date", label: "Date", kind: "date" },
    { name: "hour", label: "At", kind: "hour", helpText: "In the person’s time zone." },
  ],
  settingsProblems: ({ date }) => problemsIn("date", date === null ? ["Choose the date."] : []),
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once-per-subject"], usual: { kind: "once-per-subject" } },
  canLoop: false,
  mergeTags: everyFlowsTags,
});
