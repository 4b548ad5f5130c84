import type { Merchant } from "#app/authenticate";
import { readStricter } from "#domain/compliance/choose-stricter";
import { peopleUnderRules } from "#domain/compliance/people-under-rules";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { LEFT_OUT } from "#domain/compliance/rules/left-out";
import { fingerprintOf } from "#platform/fingerprint";
import { showRule } from "./describe-rule.ts";

/** Every rule with the number of subscribers that it binds, and the shop's choices. */
export async function readRules({ ctx, shopId }: Merchant) {
  const [stricter, people] = await Promise.all([readStricter(ctx.db, shopId), peopleUnderRules(ctx.db, shopId)]);
  return {
    stricter,
    version: fingerprintOf(stricter),
    rules: ALL_RULES.map((rule) => showRule(rule, people.byRule[rule.id] ?? 0)),
    counted: { of: people.of, isSample: people.isSample },
    leftOut: LEFT_OUT.map(({ name, why }) => ({ name, why })),
    today: ctx.clock.now().toISOString().slice(0, 10),
  };
}

export type RulesData = Awaited<ReturnType<typeof readRules>>;
