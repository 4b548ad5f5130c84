import { sign } from "@cartbell/sim/carrier/sign";
import { ACCOUNT } from "../factories/carrier.ts";
import { NUMBERS } from "../stories/story-world.ts";

/** Posts a STOP to the shop's first number, as the provider calls it in. The status of the answer. */
export async function postStop(webUrl: string, from: string): Promise<number> {
  const url = `${webUrl}/callbacks/twilio/inbound`;
  const fields = { MessageSid: `SM${from.slice(1)}`, From: from, To: NUMBERS[0], Body: "STOP" };
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-Twilio-Signature": sign(ACCOUNT.authToken, url, fields) },
  });
  await response.arrayBuffer();
  return response.status;
}
