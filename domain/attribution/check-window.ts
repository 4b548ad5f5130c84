import { checkWhole } from "#domain/whole-number";

const LONGEST_DAYS = 30;

/** Throws a UserError, by its field, for an attribution window that is not one to 30 whole days. */
export function checkAttributionWindow(days: number | undefined): void {
  checkWhole(days, 1, LONGEST_DAYS, "attributionWindowDays");
}
