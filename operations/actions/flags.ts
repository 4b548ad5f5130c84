import { type FlagNow, readFlags } from "#domain/control/flags/read-flags";
import { clearFlag, setFlag } from "#domain/control/flags/set-flag";
import { UserError } from "#domain/user-error";
import type { Operator } from "#operations/session/admit";
import type { PanelAction, Target } from "./panel-action.ts";

const shared = { needs: "operator", from: "/operations/flags", needsReason: true } as const;

/** Limits that are changed without a deploy: of one shop, of a share of the shops, or of all. */
export const flagActions = {
  "set-flag": {
    ...shared,
    async plan(ctx, target) {
      const { value, share } = valueIn(target);
      const flag = await flagIn(ctx, target);
      return {
        title: `Set ${flag.name} to ${value}`,
        effects: [
          `It limits the ${flag.meaning}. The usual value is ${flag.default}; ${flag.least} to ${flag.most} are accepted.`,
          `Within two seconds it holds for ${scopeOf(target, share)}.`,
        ],
      };
    },
    run: (ctx, target, act) => setFlag(ctx, { ...whichOf(target), ...valueIn(target), ...act }),
  },
  "clear-flag": {
    ...shared,
    async plan(ctx, target) {
      const flag = await flagIn(ctx, target);
      return {
        title: `Clear ${flag.name}`,
        effects: [`Within two seconds the usual value, ${flag.default}, holds again for ${scopeOf(target, 1)}.`],
      };
    },
    run: (ctx, target, act) => clearFlag(ctx, { ...whichOf(target), ...act }),
  },
} satisfies Record<string, PanelAction>;

async function flagIn(ctx: Operator["ctx"], { name = "" }: Target): Promise<FlagNow> {
  const found = (await readFlags(ctx.db)).find((it) => it.name === name);
  if (!found) throw new UserError("flag-unknown", "Choose a flag from the list.");
  return found;
}

function whichOf({ name = "", shop }: Target): { name: string; shop?: string } {
  return { name, ...(shop && { shop }) };
}

/** The share is typed in percent. */
function valueIn({ value = "", percent = "" }: Target): { value: number; share: number } {
  return {
    value: value.trim() === "" ? Number.NaN : Number(value),
    share: percent.trim() === "" ? 1 : Number(percent) / 100,
  };
}

function scopeOf({ shop }: Target, share: number): string {
  if (shop) return shop;
  return share === 1 ? "all shops without a value for themselves" : `${Math.round(share * 100)} % of the shops`;
}
