import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { merchant } from "#app/authenticate";
import { inTurn } from "#app/request-limits";
import { personLine } from "#app/subscribers/person-line";
import { samplePeople } from "#domain/segments/sample-people";
import { countSegment } from "#domain/segments/sizes/count";
import { parseRules } from "#domain/segments/tree";
import { UserError } from "#domain/user-error";

/** How many people rules find. */
export interface CountAnswer {
  people: number;
  subscribed: number;
  /** False: counting took too long, and this is what a sample of the shop makes likely. */
  isExact: boolean;
}

const question = z.object({ ask: z.enum(["count", "people"]), rules: z.string().max(200_000) });

/** Of PostgreSQL's time, for a question that someone waits for. */
const PATIENCE_MS = 4_000;

/** Answers the builder: how many people the rules find, or who some of them are. Nothing is stored; who leaves or asks again stops the count. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const asked = question.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success)
    throw new Response("These conditions aren’t valid. Reload the page and try again.", { status: 400 });
  const rules = rulesIn(asked.data.rules);
  const options = { timeoutMs: PATIENCE_MS, signal: request.signal };
  if (asked.data.ask === "people")
    return Response.json(
      (await inTurn(context.turns, shopId, () => samplePeople(ctx, shopId, rules, options))).map(personLine),
    );
  const count = await inTurn(context.turns, shopId, () => countSegment(ctx, shopId, rules, options));
  if (count.kind === "cancelled") return new Response(null, { status: 204 });
  const { people, subscribed, isExact } = count;
  return Response.json({ people, subscribed, isExact } satisfies CountAnswer);
}

function rulesIn(text: string) {
  try {
    return parseRules(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SyntaxError)) throw error;
    throw new Response("These conditions aren’t valid. Reload the page and try again.", { status: 400 });
  }
}
