import { randomUUID } from "node:crypto";
import { Agent, request } from "undici";
import type { Carrier } from "./carrier.ts";
import { sign } from "./sign.ts";

export interface WebhookAnswer {
  /** Null when no one answered. */
  status: number | null;
  contentType: string;
  body: string;
}

/** Twilio waits fifteen seconds for an answer. */
const patienceMs = 15_000;

const agents = new WeakMap<Carrier, Agent>();

/**
 * POSTs a signed form to the app and tries again as Twilio does: once when no connection could be made, or as the
 * URL's own fragment says (`#rc=5&rp=5xx,ct,rt`, twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
 * The fragment is neither sent nor signed.
 */
export async function postWebhook(
  carrier: Carrier,
  target: string,
  fields: Record<string, string>,
): Promise<WebhookAnswer> {
  const [url = "", fragment = ""] = target.split("#");
  const overrides = new URLSearchParams(fragment);
  const retries = Math.min(Number(overrides.get("rc") ?? 1), 5);
  const policies = (overrides.get("rp") ?? "ct").split(",");
  const headers = {
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "user-agent": "TwilioProxy/1.1",
    "i-twilio-idempotency-token": randomUUID(),
    "x-twilio-signature": sign(carrier.options.authToken, url, fields),
  };
  const body = new URLSearchParams(fields).toString();
  for (let attempt = 0; ; attempt += 1) {
    const { answer, failure } = await post(carrier, url, headers, body);
    if (failure === null || attempt >= retries) return answer;
    if (!policies.includes(failure) && !policies.includes("all")) return answer;
    await new Promise<void>((resolve) => carrier.after(200 * 2 ** attempt, resolve));
  }
}

/** Lets go of the connections to the app. */
export async function closeWebhooks(carrier: Carrier): Promise<void> {
  await agents.get(carrier)?.destroy();
  agents.delete(carrier);
}

async function post(
  carrier: Carrier,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ answer: WebhookAnswer; failure: "ct" | "rt" | "4xx" | "5xx" | null }> {
  try {
    const response = await request(url, {
      method: "POST",
      headers,
      body,
      dispatcher: agentOf(carrier),
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
    });
    const status = response.statusCode;
    const answer = {
      status,
      contentType: String(response.headers["content-type"] ?? ""),
      body: await response.body.text(),
    };
    return { answer, failure: status >= 500 ? "5xx" : status >= 400 ? "4xx" : null };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === "HeadersTimeoutError";
    return { answer: { status: null, contentType: "", body: "" }, failure: isSlow ? "rt" : "ct" };
  }
}

function agentOf(carrier: Carrier): Agent {
  let agent = agents.get(carrier);
  if (!agent) {
    agent = new Agent({ connections: 64, pipelining: 1 });
    agents.set(carrier, agent);
  }
  return agent;
}
