import type { IncomingMessage, ServerResponse } from "node:http";
import type { Carrier } from "./carrier.ts";
import type { Lanes } from "./delivery.ts";
import { faultsFrom } from "./faults.ts";
import { filesFrom } from "./files.ts";
import { answerJson, readBody } from "./http.ts";
import { receiveText } from "./inbound.ts";
import { listPhones, textsOnPhone, waitForText } from "./phones.ts";
import { type CarrierState, freshState } from "./state.ts";

/** The control API, with which a test or a person plays fate. It is never slowed or broken by the faults. */
export async function answerControl(
  carrier: Carrier,
  lanes: Lanes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://carrier");
  const { state } = carrier;
  const route = `${request.method} ${url.pathname.slice("/control".length)}`;
  switch (route) {
    case "GET /faults":
      return answerJson(response, 200, state.faults);
    case "PUT /faults":
      return setFaults(carrier, await readBody(request), response);
    case "GET /handoffs":
      return answerJson(response, 200, { handoffs: handOffs(state, url.searchParams) });
    case "GET /handoffs/summary":
      return answerJson(response, 200, summary(carrier));
    case "GET /callbacks":
      return answerJson(response, 200, state.callbacks);
    case "GET /idle":
      return answerJson(response, 200, { isIdle: await becomesIdle(carrier, timeoutIn(url)) });
    case "GET /phones":
      return answerJson(response, 200, listPhones(state, url.searchParams.get("q") ?? ""));
    case "PUT /answering":
      return setAnswering(carrier, await readBody(request), response);
    case "PUT /tokens":
      return setTokens(carrier, await readBody(request), response);
    case "POST /inbound":
      return inbound(carrier, lanes, await readBody(request), response);
    case "POST /reset":
      reset(carrier, lanes);
      return answerJson(response, 200, {});
  }
  const [, phone, verb] = /^GET \/phones\/([^/]+)\/(messages|wait)$/.exec(route) ?? [];
  if (phone === undefined) return answerJson(response, 404, { error: `There is no ${route} here.` });
  const number = decodeURIComponent(phone);
  if (verb === "messages") return answerJson(response, 200, { messages: textsOnPhone(state, number) });
  const text = await waitForText(carrier, number, url.searchParams, timeoutIn(url));
  answerJson(response, 200, { message: text });
}

function timeoutIn(url: URL): number {
  return Math.min(Number(url.searchParams.get("timeoutMs") ?? 10_000), 60_000);
}

function setFaults(carrier: Carrier, body: string, response: ServerResponse): void {
  try {
    carrier.state.faults = faultsFrom(JSON.parse(body));
    carrier.changed();
    answerJson(response, 200, carrier.state.faults);
  } catch (error) {
    answerJson(response, 400, { error: error instanceof Error ? error.message : "These are no faults." });
  }
}

/** Each with what has become of the text since. */
function handOffs({ handOffs, messages }: CarrierState, query: URLSearchParams) {
  const ref = query.get("ref");
  const to = query.get("to");
  const since = query.get("since");
  return handOffs
    .filter(
      (record) =>
        (ref === null || record.ref === ref) &&
        (to === null || record.to === to) &&
        (since === null || record.at >= since),
    )
    .map((record) => {
      const message = messages.get(record.sid);
      return { ...record, status: message?.status ?? null, errorCode: message?.errorCode ?? null };
    });
}

function summary(carrier: Carrier): { accepted: number; distinctRefs: number; duplicatedRefs: string[] } {
  const { handOffs, refCounts } = carrier.state;
  const duplicatedRefs = [...refCounts].filter(([, count]) => count > 1).map(([ref]) => ref);
  return { accepted: handOffs.length, distinctRefs: refCounts.size, duplicatedRefs };
}

/** True once no text waits, travels or is being reported. */
async function becomesIdle(carrier: Carrier, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (carrier.underWay > 0) {
    const left = deadline - Date.now();
    if (left <= 0) return false;
    await carrier.nextChange(left);
  }
  return true;
}

async function inbound(carrier: Carrier, lanes: Lanes, body: string, response: ServerResponse): Promise<void> {
  const { from, to, body: words, media = 0, optOutType } = JSON.parse(body) as Record<string, unknown>;
  if (typeof from !== "string" || typeof to !== "string" || typeof words !== "string") {
    return answerJson(response, 400, { error: "A text needs from, to and body." });
  }
  const files = filesFrom(media);
  if (files === null || (optOutType !== undefined && !isOptOutType(optOutType)))
    return answerJson(response, 400, {
      error: "media is a number, or files with contentType and base64; optOutType is STOP, START or HELP.",
    });
  const number = carrier.state.numbers.get(to);
  if (!number) return answerJson(response, 404, { error: `${to} is not one of the carrier's numbers.` });
  answerJson(response, 201, await receiveText(carrier, lanes, number, from, words, { media: files, optOutType }));
}

/** From now on this phone answers every text with these words; null: a person's again. */
function setAnswering(carrier: Carrier, body: string, response: ServerResponse): void {
  const { phone, words } = JSON.parse(body) as Record<string, unknown>;
  if (typeof phone !== "string" || (typeof words !== "string" && words !== null))
    answerJson(response, 400, { error: "A machine needs phone, and words or null." });
  else {
    if (words === null) carrier.answering.delete(phone);
    else carrier.answering.set(phone, words);
    answerJson(response, 200, {});
  }
}

/** Rotates the account's token: `primary` signs callbacks, and both are accepted. */
function setTokens(carrier: Carrier, body: string, response: ServerResponse): void {
  const { primary, secondary } = JSON.parse(body) as Record<string, unknown>;
  if (typeof primary !== "string" || (secondary !== undefined && typeof secondary !== "string")) {
    answerJson(response, 400, { error: "Tokens are words: primary, and secondary or nothing." });
    return;
  }
  carrier.options.authToken = primary;
  carrier.options.secondaryAuthToken = secondary;
  answerJson(response, 200, {});
}

function isOptOutType(value: unknown): value is "STOP" | "START" | "HELP" {
  return value === "STOP" || value === "START" || value === "HELP";
}

// The numbers keep their SmsUrl: the app that set it is still there.
function reset(carrier: Carrier, lanes: Lanes): void {
  const { numbers } = carrier.state;
  Object.assign(carrier.state, freshState([]), { numbers });
  lanes.clear();
  carrier.close();
  carrier.underWay = 0;
  carrier.changed();
}
