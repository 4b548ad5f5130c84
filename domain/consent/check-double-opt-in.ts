import { checkAll, UserError } from "#domain/user-error";
import { checkWhole } from "#domain/whole-number";
import { DOUBLE_OPT_IN_SETTINGS } from "./double-opt-in.ts";

/** A merchant's choice of double opt-in; what is absent is not changed. */
export interface DoubleOptInChanges {
  /** Where a sign-up needs double opt-in; double-opt-in.ts says what each value means. */
  doubleOptIn?: string;
  /** How long we wait for the YES. */
  doubleOptInHours?: number;
}

/** An older question is not remembered. */
const LONGEST_HOURS = 720;

/** Throws a UserError, by its field, for a place or a time that we don't know. */
export function checkDoubleOptIn({ doubleOptIn: place, doubleOptInHours }: DoubleOptInChanges): void {
  checkAll(
    () => checkWhole(doubleOptInHours, 1, LONGEST_HOURS, "doubleOptInHours"),
    () => checkPlace(place),
  );
}

function checkPlace(place: string | undefined): void {
  if (place === undefined || DOUBLE_OPT_IN_SETTINGS.some((it) => it === place)) return;
  throw new UserError("settings-double-opt-in", "Choose when to require double opt-in.", "doubleOptIn");
}
