import { readDeadDeliveries } from "#domain/control/dead/read-dead";
import { discardDeadDeliveries, retryDeadDeliveries } from "#domain/control/dead/settle-dead";
import { describeDead, type WhichDead } from "#domain/control/dead/which-dead";
import { intakeKind } from "#domain/jobs";
import { UserError } from "#domain/user-error";
import type { Operator } from "#operations/session/admit";
import { isId } from "#platform/ids";
import type { PanelAction, Target } from "./panel-action.ts";

const shared = { needs: "operator", from: "/operations/dead", needsReason: true } as const;

/** Dead deliveries: those that failed ten times. By id one, else all that fit. */
export const deadActions = {
  "retry-dead": {
    ...shared,
    plan: async (ctx, target) => ({
      title: `Try again: ${describeDead(whichOf(target))}`,
      effects: [
        await countIn(ctx, whichOf(target)),
        "Each is tried ten times more. News that is older than what is known changes nothing.",
      ],
    }),
    run: (ctx, target, act) => retryDeadDeliveries(ctx, { ...whichOf(target), ...act }),
  },
  "discard-dead": {
    ...shared,
    plan: async (ctx, target) => ({
      title: `Discard: ${describeDead(whichOf(target))}`,
      effects: [await countIn(ctx, whichOf(target)), "Nothing of it is ever applied. This can’t be undone."],
    }),
    run: (ctx, target, act) => discardDeadDeliveries(ctx, { ...whichOf(target), ...act }),
  },
} satisfies Record<string, PanelAction>;

function whichOf({ id, kind, shop, reason }: Target): WhichDead {
  if (id !== undefined && !isId(id)) throw new UserError("delivery-unknown", "This delivery wasn’t found.");
  const parsed = kind ? intakeKind.safeParse(kind) : null;
  if (parsed && !parsed.success) throw new UserError("kind-unknown", "Deliveries have no such kind.");
  return {
    ...(id && { ids: [id] }),
    ...(parsed && { kind: parsed.data }),
    ...(shop && { shop }),
    ...(reason && { reason }),
  };
}

async function countIn({ db }: Operator["ctx"], { ids, kind, shop, reason }: WhichDead): Promise<string> {
  if (ids) return "This is about one delivery.";
  const { counts, deliveries } = await readDeadDeliveries(db, { kind, shop, reason, limit: 100 });
  const isNarrowed = shop !== undefined || reason !== undefined;
  const all = Object.values(kind ? { [kind]: counts[kind] ?? 0 } : counts).reduce((sum, count) => sum + count, 0);
  const count = isNarrowed ? `${deliveries.length}${deliveries.length === 100 ? " or more" : ""}` : String(all);
  return `This is about ${count} ${count === "1" ? "delivery" : "deliveries"}.`;
}
