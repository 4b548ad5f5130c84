import { done, intents, shows } from "#app/actions/intents";
import { numberIn, textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { createKey, revokeKey, rotateKey, type ShownSecret } from "#domain/api-keys/keys";

/** Creates a key, gives it a new secret, or revokes it. A secret is in the answer alone: it can't be read again. */
export const act = intents<Merchant, ShownSecret>({
  create: async ({ ctx, shopId, staff }, form) =>
    shows(
      await createKey(ctx, shopId, {
        name: textIn(form, "name"),
        scopes: form.getAll("scopes").map(String),
        by: staff,
      }),
    ),
  rotate: async ({ ctx, shopId }, form) =>
    shows(await rotateKey(ctx, shopId, { id: textIn(form, "id"), overlapHours: numberIn(form, "overlapHours") })),
  revoke: async ({ ctx, shopId }, form) => {
    await revokeKey(ctx, shopId, textIn(form, "id"));
    return done("Key revoked");
  },
});
