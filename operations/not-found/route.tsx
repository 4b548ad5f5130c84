import type { LoaderFunctionArgs } from "@remix-run/node";
import { admitOperator } from "#operations/session/admit";
import { whileAway } from "#operations/session/guarded";
import { refusal } from "../pages/answer.tsx";

/** Any other address. Without a session it leads to the login, so that strangers don't learn which addresses there are. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  return whileAway(async () => {
    await admitOperator(args);
    return refusal(404, "The panel has no such page.");
  });
}

export { loader as action };
