import type { AppLoadContext } from "@remix-run/node";
import { refusal } from "../../pages/answer.tsx";
import { ProviderTrouble } from "./provider.ts";

/** A login with password and code needs no provider: the page says so while it is away. */
export async function whileProviderAway(
  { cartbell }: AppLoadContext,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderTrouble)) throw error;
    cartbell.log.warn({ because: error.message }, "single sign-on: the identity provider can't be used");
    return refusal(502, "The identity provider can’t be reached. Try again, or log in with a password and code.");
  }
}
