import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { chooseWinner, undoWinner } from "#domain/flows/experiments/choose-winner";

type Flow = Pick<Merchant, "ctx" | "shopId"> & { id: string };

/** What the flow's report does: choose the winner of an A/B test, and undo that. */
export const act = intents<Flow>({
  "choose-winner": async ({ ctx, shopId, id: flowId }, form) => {
    await chooseWinner(ctx, shopId, { flowId, stepId: textIn(form, "stepId"), variantId: textIn(form, "variantId") });
    return done("Winner chosen");
  },
  "undo-winner": async ({ ctx, shopId, id: flowId }, form) => {
    await undoWinner(ctx, shopId, { flowId, stepId: textIn(form, "stepId") });
    return done("Winner undone");
  },
});
