import { checkUnchanged } from "#app/actions/form-version";
import { done, intents, leadsTo, unreadable } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { endOfDay } from "#domain/keywords/end-date";
import type { KeywordDetails, OpeningHours } from "#domain/keywords/keyword";
import { findKeyword } from "#domain/keywords/list-keywords";
import { deleteKeyword, saveKeyword } from "#domain/keywords/save-keyword";
import { notFoundError, UserError } from "#domain/user-error";

type Subject = Pick<Merchant, "ctx" | "shopId" | "shop"> & { id: string | null };

/** Adds, changes and deletes a keyword. */
export const act = intents<Subject>({
  save: async ({ ctx, shopId, shop, id }, form) => {
    const details = detailsIn(form, shop.timeZone ?? "UTC");
    if (id !== null) {
      const stored = await findKeyword(ctx.db, shopId, id);
      if (!stored) throw notFoundError("keyword");
      const { id: _, shopId: __, code: ___, ...before } = stored;
      checkUnchanged(form, before, details);
    }
    const saved = await saveKeyword(ctx, shopId, id, details);
    return id === null ? leadsTo(`/settings/keywords/${saved}`, "Keyword added") : done("Keyword saved");
  },
  delete: async ({ ctx, shopId, id }) => {
    if (id === null) throw unreadable();
    await deleteKeyword(ctx, shopId, id);
    return leadsTo("/settings/keywords", "Keyword deleted");
  },
});

function detailsIn(form: FormData, timeZone: string): KeywordDetails {
  const hours = isOn(form, "hasHours") ? hoursIn(form) : null;
  return {
    words: textIn(form, "words").split(/[,\n]/),
    answer: textIn(form, "answer") || null,
    hours,
    closedAnswer: hours === null ? null : textIn(form, "closedAnswer") || null,
    tag: textIn(form, "tag") || null,
    listId: textIn(form, "listId") || null,
    joins: isOn(form, "joins"),
    asksFirst: isOn(form, "joins") && isOn(form, "asksFirst"),
    endsAt: endIn(textIn(form, "endsOn"), timeZone),
  };
}

function hoursIn(form: FormData): OpeningHours {
  const days = textIn(form, "days")
    .split(",")
    .map(Number)
    .filter((day) => day >= 1 && day <= 7);
  return { days, opensMinute: minuteIn(textIn(form, "opens")), closesMinute: minuteIn(textIn(form, "closes")) };
}

/** "23:59" stands for the end of the day. NaN for what is no time. */
function minuteIn(clock: string): number {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  const minutes = hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute);
  return minutes === 1_439 ? 1_440 : minutes;
}

function endIn(date: string, timeZone: string): Date | null {
  if (date === "") return null;
  const end = endOfDay(date, timeZone);
  if (end === null) throw new UserError("keyword-ends", "Enter a date such as 2026-12-24.", "endsOn");
  return end;
}

function isOn(form: FormData, field: string): boolean {
  return textIn(form, field) === "true";
}
