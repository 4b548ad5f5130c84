import type { QuestionPerson } from "./question.ts";

export type MadeUpPerson = Extract<QuestionPerson, { kind: "made-up" }>;

/** The person that a trial starts with: a subscriber who hasn't ordered yet. */
export function samplePerson(country: string | null, timeZone: string | null): MadeUpPerson {
  return {
    ...{ kind: "made-up", country, region: null, timeZone, firstName: "Ada", lastName: "Lovelace" },
    ...{ marketing: "subscribed", tags: [], properties: [], isFirstOrder: true },
  };
}
