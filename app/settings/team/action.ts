import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { ROLE_WORDS } from "#domain/team/roles";
import { setRole } from "#domain/team/team";

/** Gives someone another role. */
export const act = intents<Merchant>({
  role: async ({ ctx, shopId }, form) => {
    const id = textIn(form, "member");
    const member = await setRole(ctx, shopId, { id, role: textIn(form, "role") });
    return done(`${member.name ?? "This person"} is now ${ROLE_WORDS[member.role].name}`);
  },
});
