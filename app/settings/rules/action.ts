import { checkUnchanged } from "#app/actions/form-version";
import { done, intents } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { chooseStricter, readStricter } from "#domain/compliance/choose-stricter";
import { UserError } from "#domain/user-error";

/** Saves where the shop is stricter than the rules. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    const next = parseJson(String(form.get("stricter")));
    checkUnchanged(form, await readStricter(ctx.db, shopId), next);
    await chooseStricter(ctx, shopId, next);
    return done("Settings saved");
  },
});

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UserError("stricter-unreadable", "We couldn’t read these settings. Reload the page and try again.");
  }
}
