import { checkAll, UserError } from "#domain/user-error";
import { checkWhole } from "#domain/whole-number";

/** A merchant's frequency cap; what is absent is not changed. */
export interface FrequencyCapChanges {
  frequencyCapTexts?: number;
  frequencyCapHours?: number;
  frequencyCapAction?: string;
}

const MOST_TEXTS = 20;
/** Caps are remembered no longer (domain/messages/claim/reserve-caps.sql). */
const LONGEST_HOURS = 720;

/** Throws a UserError, by its field, for a cap that could not be kept. */
export function checkFrequencyCap({
  frequencyCapTexts,
  frequencyCapHours,
  frequencyCapAction: action,
}: FrequencyCapChanges): void {
  checkAll(
    () => checkWhole(frequencyCapTexts, 1, MOST_TEXTS, "frequencyCapTexts"),
    () => checkWhole(frequencyCapHours, 1, LONGEST_HOURS, "frequencyCapHours"),
    () => checkAction(action),
  );
}

function checkAction(action: string | undefined): void {
  if (action === undefined || action === "defer" || action === "skip") return;
  throw new UserError("settings-cap-action", "Choose what happens to texts that exceed the cap.", "frequencyCapAction");
}
