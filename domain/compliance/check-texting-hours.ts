import { UserError } from "#domain/user-error";

/** When a shop's marketing texts may arrive: minutes after midnight in the recipient's local time. */
export interface TextingHours {
  textingStartsMinute: number;
  textingEndsMinute: number;
}

/** 47 CFR 64.1200(c)(1): 8:00 to 21:00 at the called party's location. A shop may only be stricter. */
const LAW: TextingHours = { textingStartsMinute: 480, textingEndsMinute: 1_260 };
const LEAST_MINUTES = 60;

/** Throws a UserError, by its field, for hours that are wider than the law's or shorter than an hour. */
export function checkTextingHours({ textingStartsMinute: starts, textingEndsMinute: ends }: TextingHours): void {
  if (!Number.isInteger(starts) || starts < LAW.textingStartsMinute)
    throw new UserError(
      "settings-hours-early",
      "Choose 8 AM or later. The law doesn’t allow earlier marketing texts.",
      "textingStartsMinute",
    );
  if (!Number.isInteger(ends) || ends > LAW.textingEndsMinute)
    throw new UserError(
      "settings-hours-late",
      "Choose 9 PM or earlier. The law doesn’t allow later marketing texts.",
      "textingEndsMinute",
    );
  if (ends - starts < LEAST_MINUTES)
    throw new UserError("settings-hours-short", "Leave at least one hour for texts.", "textingEndsMinute");
}
