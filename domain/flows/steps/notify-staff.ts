import { z } from "zod";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { describeProblem, textProblems } from "#domain/messages/content/check/text-problems";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { type Surroundings, stepType } from "./step-type.ts";

export const LONGEST_STAFF_TEXT = 600;
export const MOST_STAFF = 10;

export const notifyStaffConfig = z.object({
  /** Of staff numbers (domain/staff). */
  staffIds: z.array(z.string().max(64)).max(MOST_STAFF),
  text: z.string().max(LONGEST_STAFF_TEXT),
});
export type NotifyStaffConfig = z.output<typeof notifyStaffConfig>;

/** A text to the shop's own people, whose phones were proven by a code. */
export const notifyStaff = stepType<NotifyStaffConfig>({
  title: "Notify staff",
  group: "do",
  initial: { staffIds: [], text: "" },
  config: notifyStaffConfig,
  describe: ({ staffIds }) => (staffIds.length === 1 ? "Text a staff member" : `Text ${staffIds.length} staff members`),
  problems,
  acts: true,
});

/** What such a text may use: who the person is, and what the event says. */
export function staffTags({ properties }: Surroundings["trigger"]): MergeTag[] {
  return [
    { name: "customer.first_name", label: "First name", sample: "Ada" },
    { name: "customer.last_name", label: "Last name", sample: "Lovelace" },
    { name: "customer.phone", label: "Phone number", sample: "+1 212 555 0123" },
    { name: "shop.name", label: "Store name", sample: "Your store" },
    ...properties.map(({ name, title }) => ({ name: `event.${name}`, label: title, sample: title })),
  ];
}

function problems({ staffIds, text }: NotifyStaffConfig, { trigger, store }: Surroundings): FieldProblem[] {
  const isGone = staffIds.some((id) => store && !store.staff.includes(id));
  const missing = problemsIn("staffIds", [
    ...(staffIds.length === 0 ? ["Choose at least one staff number."] : []),
    ...(isGone ? ["A number was removed from your staff numbers. Uncheck it here, too."] : []),
  ]);
  if (text.trim() === "") return [...missing, ...problemsIn("text", ["Enter a message."])];
  const wrong = textProblems(text, staffTags(trigger), "transactional");
  const places = wrong.map((problem) => describeProblem(text, problem));
  return [...missing, ...problemsIn("text", places)];
}
