import { decideUnknowns } from "#domain/control/unknowns/decide-unknowns";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import type { PanelAction, Target } from "./panel-action.ts";

const shared = { needs: "operator", from: "/operations/unknowns", needsReason: true } as const;

/** Texts whose outcome stays unknown: one, those of a shop, or all. */
export const unknownActions = {
  "mark-sent": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Mark as sent: ${nameOf(target)}`,
      effects: ["They count as sent and as paid for. A late receipt may still change that."],
    }),
    run: (ctx, target, act) => decideUnknowns(ctx, { ...whichOf(target), decision: "sent", ...act }),
  },
  "mark-not-sent": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Mark as not sent: ${nameOf(target)}`,
      effects: [
        "Marketing texts end as failed and are never sent again. What was reserved for them is released.",
        "Order texts and answers wait again and are sent if they are not too late. If the provider did take one, that person gets it twice: check the provider’s log first.",
      ],
    }),
    run: (ctx, target, act) => decideUnknowns(ctx, { ...whichOf(target), decision: "not-sent", ...act }),
  },
} satisfies Record<string, PanelAction>;

function whichOf({ id, shop }: Target): { ids?: string[]; shop?: string } {
  if (id !== undefined && !isId(id)) throw new UserError("text-unknown", "This text wasn’t found.");
  return { ...(id && { ids: [id] }), ...(shop && { shop }) };
}

function nameOf(target: Target): string {
  const { ids, shop } = whichOf(target);
  if (ids) return `text ${ids[0]}`;
  return shop ? `all final unknowns of ${shop}` : "all final unknowns";
}
