import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { addStaff, removeStaff } from "#domain/staff/staff";

/** Adds a proven phone, or removes one. */
export const act = intents<Merchant>({
  add: async ({ ctx, shopId }, form) => {
    await addStaff(ctx, shopId, { name: textIn(form, "name"), phone: textIn(form, "phone") });
    return done("Staff number added");
  },
  remove: async ({ ctx, shopId }, form) => {
    await removeStaff(ctx.db, shopId, textIn(form, "id"));
    return done("Staff number removed");
  },
});
