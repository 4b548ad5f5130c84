import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { logInAs, noteRefusedLogin } from "#domain/operators/log-in-as";
import { openAttempt } from "#operations/login/oidc/attempt";
import { callbackOf } from "#operations/login/oidc/callback-address";
import { whileProviderAway } from "#operations/login/oidc/while-provider-away";
import { attemptCookie, attemptToken, sessionCookie } from "#operations/session/cookie";
import { whileAway } from "#operations/session/guarded";
import { answerPage, refusal } from "../../../pages/answer.tsx";
import { LoggedInPage } from "./page.tsx";

/** The browser comes back from the identity provider. The attempt is over, whatever the answer is. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const response = await whileAway(() => whileProviderAway(context, () => finish(request, context)));
  response.headers.append("Set-Cookie", attemptCookie(request, ""));
  return response;
}

async function finish(request: Request, context: AppLoadContext): Promise<Response> {
  const { operations, network, cartbell } = context;
  const { singleSignOn, cipher } = operations;
  if (!operations.requests.admits(network)) return refusal(429, "Too many requests. Wait a minute and try again.");
  if (!singleSignOn) return refusal(404, "Single sign-on isn’t set up for this installation.");
  const at = new Date();
  const attempt = openAttempt(cipher, attemptToken(request) ?? "", at);
  // Without the browser's own attempt, a stranger could log someone in as themselves.
  if (!attempt)
    return refusal(403, "This login was not begun in this browser, or more than ten minutes ago. Log in again.");
  if (!operations.logins.admits(network) || !operations.allLogins.admits("all"))
    return refusal(429, "Too many logins. Wait a minute and try again.");
  const answer = await singleSignOn.finish(new URL(request.url).searchParams, attempt, callbackOf(request));
  if (answer.kind === "refused") {
    await noteRefusedLogin(cartbell, { network, because: answer.because });
    return refusal(403, "You aren’t logged in. An owner can see why in the audit log.");
  }
  const { name, role } = answer;
  const browser = request.headers.get("User-Agent") ?? "";
  const token = await logInAs({ ...cartbell, cipher }, { name, role, network, browser, at });
  if (token === null) return refusal(403, "You aren’t logged in. An owner can see why in the audit log.");
  // A redirect would still count as the provider's request, and `SameSite=Strict` would keep the cookie back.
  const response = answerPage(<LoggedInPage to={attempt.to} />, { headers: { Refresh: `0;url=${attempt.to}` } });
  response.headers.append("Set-Cookie", sessionCookie(request, token));
  return response;
}
