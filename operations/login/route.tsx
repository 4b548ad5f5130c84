import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { type Device, openDevice } from "#domain/operators/devices";
import { logIn } from "#domain/operators/log-in";
import { fieldsOf } from "#operations/session/admit";
import { deviceCookie, deviceToken, sessionCookie } from "#operations/session/cookie";
import { destinationIn } from "#operations/session/destination";
import { isOwnOrigin } from "#operations/session/form-token";
import { whileAway } from "#operations/session/guarded";
import { answerPage, redirectTo, refusal } from "../pages/answer.tsx";
import { LoginPage } from "./page.tsx";

export function loader({ request, context }: LoaderFunctionArgs): Response {
  if (!context.operations.requests.admits(context.network))
    return refusal(429, "Too many requests. Wait a minute and try again.");
  const hasSingleSignOn = context.operations.singleSignOn !== null;
  return answerPage(<LoginPage to={destinationIn(request)} hasSingleSignOn={hasSingleSignOn} />);
}

export function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  return whileAway(async () => {
    const { operations, network, cartbell } = context;
    if (!isOwnOrigin(request)) return refusal(403, "This form was sent from another site. Nothing was changed.");
    const at = new Date();
    const token = deviceToken(request);
    const device = token === null ? null : openDevice(operations.cipher, token, at);
    if (!isAdmitted(context, device)) return refusal(429, "Too many logins. Wait a minute and try again.");
    if (context.refusal) throw context.refusal;
    const { name = "", password = "", code = "" } = fieldsOf(await request.formData());
    const to = destinationIn(request);
    const answer = await logIn(
      { ...cartbell, cipher: operations.cipher },
      {
        name: name.trim().toLowerCase().slice(0, 100),
        password: password.slice(0, 200),
        code: code.slice(0, 20),
        network,
        device,
        browser: request.headers.get("User-Agent") ?? "",
        at,
      },
    );
    if (answer.kind === "in") {
      const response = redirectTo(to, { "Set-Cookie": sessionCookie(request, answer.token) });
      response.headers.append("Set-Cookie", deviceCookie(request, answer.device));
      return response;
    }
    const problem =
      answer.kind === "locked"
        ? `Too many failed logins. Try again after ${answer.until.toISOString().slice(11, 16)} UTC.`
        : "The name, password or code is wrong. Each code works once.";
    return answerPage(
      <LoginPage to={to} name={name} problem={problem} hasSingleSignOn={operations.singleSignOn !== null} />,
      {
        status: answer.kind === "locked" ? 429 : 401,
      },
    );
  });
}

/** Strangers who log in from many addresses can't use up what a known browser may try. */
function isAdmitted({ operations, network }: AppLoadContext, device: Device | null): boolean {
  if (device) return operations.deviceLogins.admits(device.id);
  return operations.logins.admits(network) && operations.allLogins.admits("all");
}
