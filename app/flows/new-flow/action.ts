import { intents, leadsTo } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { createFlow } from "#domain/flows/publishing/create";
import { isTriggerKind, triggerType } from "#domain/flows/triggers/registry";
import { UserError } from "#domain/user-error";

type Shop = Pick<Merchant, "ctx" | "shopId">;

/** Makes a draft from a template, or from a trigger with no steps. */
export const act = intents<Shop>({
  save: async ({ ctx, shopId }, form) => {
    const id = await createFlow(ctx, shopId, { preset: textIn(form, "template") });
    return leadsTo(`/flows/${id}`);
  },
  blank: async ({ ctx, shopId }, form) => {
    const kind = textIn(form, "trigger");
    if (!isTriggerKind(kind)) throw new UserError("flow-unreadable", "Choose a trigger.");
    const { title, purposes } = triggerType(kind);
    // Pages of an older build post none.
    const purpose = purposes.find((it) => it === form.get("purpose")) ?? purposes[0];
    const document = { purpose, trigger: { kind }, steps: [] };
    const id = await createFlow(ctx, shopId, { name: title, document });
    return leadsTo(`/flows/${id}`);
  },
});
