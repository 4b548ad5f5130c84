import { UserError } from "./user-error.ts";

/** Throws a UserError for `field` unless the value is absent or a whole number from `least` to `most`. */
export function checkWhole(value: number | undefined, least: number, most: number, field: string): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new UserError("settings-number", `Enter a whole number from ${least} to ${most}.`, field);
}
