import { randomUUID } from "node:crypto";
import { sign } from "@cartbell/sim/carrier/sign";
import { Pool } from "undici";
import type { RunOptions } from "../benchmark.ts";
import { SECRETS } from "./processes.ts";

/** Posts a text that someone wrote to one of our numbers, as the provider calls it in, and resolves with the status. */
export type Inbound = (text: { from: string; to: string; body: string }) => Promise<number>;

/** A provider that keeps its connections to the web process alive. */
export function inboundOf({ onEnd }: Pick<RunOptions, "onEnd">, webUrl: string): Inbound {
  const pool = new Pool(webUrl, { connections: 64 });
  onEnd(() => pool.destroy());
  const path = "/callbacks/twilio/inbound";
  return async ({ from, to, body }) => {
    const fields = { MessageSid: `SM${randomUUID().replaceAll("-", "")}`, From: from, To: to, Body: body };
    const answer = await pool.request({
      ...{ method: "POST", path, body: new URLSearchParams(fields).toString() },
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": sign(SECRETS.TWILIO_AUTH_TOKEN, `${webUrl}${path}`, fields),
      },
    });
    await answer.body.dump();
    return answer.statusCode;
  };
}
