import { z } from "zod";
import { missingFrom, type StoreThings } from "#domain/flows/checking/store-things";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import type { SettingField } from "./setting-field.ts";

/** The settings of every trigger about one segment. */
export const segmentSettings = z.object({
  segmentId: z.uuid().nullable().default(null),
  /** Of the segment, as it was called when it was chosen. */
  segmentName: z.string().max(255).default(""),
});

export const segmentField: SettingField = { name: "segmentId", label: "Segment", kind: "segment" };

/** A segment must be chosen, and the store must still have it. */
export function segmentProblems(
  { segmentId, segmentName }: z.infer<typeof segmentSettings>,
  store?: StoreThings,
): FieldProblem[] {
  return problemsIn(
    "segmentId",
    segmentId === null
      ? ["Choose the segment."]
      : missingFrom(store?.segments, segmentId, `The segment “${segmentName}” was deleted. Choose another one.`),
  );
}
