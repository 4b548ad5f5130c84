import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { endSession } from "#domain/operators/sessions";
import { noSessionCookie } from "#operations/session/cookie";
import { postFor } from "#operations/session/guarded";
import { redirectTo } from "../pages/answer.tsx";

/** A link leads to no change: only the button's form logs out. */
export function loader(): Response {
  return redirectTo("/operations");
}

export const action = postFor("reader", async ({ operator: { ctx, name, session }, request }) => {
  await ctx.db.transaction(async (tx) => {
    await endSession(tx, session.id);
    await noteOperatorEvent(tx, { by: { operator: name }, at: ctx.clock.now(), action: "logout", target: "" });
  });
  return redirectTo("/operations/login", { "Set-Cookie": noSessionCookie(request) });
});
