import type { LoaderFunctionArgs } from "@remix-run/node";
import { attemptCookie } from "#operations/session/cookie";
import { destinationIn } from "#operations/session/destination";
import { redirectTo, refusal } from "../../pages/answer.tsx";
import { newAttempt, sealAttempt } from "./attempt.ts";
import { callbackOf } from "./callback-address.ts";
import { whileProviderAway } from "./while-provider-away.ts";

/** Sends the browser to the identity provider. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { operations, network } = context;
  const { singleSignOn, cipher } = operations;
  if (!operations.requests.admits(network)) return refusal(429, "Too many requests. Wait a minute and try again.");
  if (!singleSignOn) return refusal(404, "Single sign-on isn’t set up for this installation.");
  return whileProviderAway(context, async () => {
    const attempt = newAttempt(destinationIn(request), new Date());
    const url = await singleSignOn.beginAt(attempt, callbackOf(request));
    return redirectTo(url.href, { "Set-Cookie": attemptCookie(request, sealAttempt(cipher, attempt)) });
  });
}
