import type { IncomingMessage, ServerResponse } from "node:http";
import { readLinked, unsubscribe } from "#domain/consent/unsubscribe";
import { type LinkedPerson, readUnsubscribeToken, UNSUBSCRIBE_PATH } from "#domain/consent/unsubscribe-link";
import type { Context } from "#domain/context";
import { type Answer, answer } from "#platform/http/answer";
import { isDatabaseDown } from "#platform/sql/db";
import { publicPage } from "./page.ts";

export interface UnsubscribeEndpoint {
  ctx: Pick<Context, "db" | "clock" | "hashPhone">;
}

const BUTTON = "Stop all texts";
const LEADS_NOWHERE = publicPage(
  404,
  "This link doesn’t work",
  "It may be incomplete. Reply STOP to the text message instead.",
);
const ONE_MOMENT = publicPage(
  503,
  "One moment",
  "This page can’t be opened right now. Please try again, or reply STOP to the text.",
);

/**
 * /u/<token>: GET shows the way out and changes nothing, since previews and scanners follow links; POST stops all texts to
 * the one person whom the token names, and leads back. No login and no script. A token that is not ours costs no query.
 */
export async function answerUnsubscribe(
  request: IncomingMessage,
  response: ServerResponse,
  { ctx }: UnsubscribeEndpoint,
): Promise<void> {
  const { method = "" } = request;
  if (!["GET", "HEAD", "POST"].includes(method))
    return answer(request, response, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  const person = readUnsubscribeToken(ctx, path.slice(UNSUBSCRIBE_PATH.length));
  try {
    answer(request, response, person ? await answerTo(method, path, person, ctx) : LEADS_NOWHERE);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    answer(request, response, ONE_MOMENT);
  }
}

async function answerTo(
  method: string,
  path: string,
  person: LinkedPerson,
  ctx: UnsubscribeEndpoint["ctx"],
): Promise<Answer> {
  if (method === "POST") {
    await unsubscribe(ctx, person, BUTTON);
    return { status: 303, headers: { Location: path, "Cache-Control": "no-store" } };
  }
  const status = await readLinked(ctx.db, person);
  if (status === null) return LEADS_NOWHERE;
  const { brand, phoneEnd, isStopped } = status;
  const number = phoneEnd === null ? "your number" : `the number ending in ${phoneEnd}`;
  if (isStopped)
    return publicPage(
      200,
      "You’re unsubscribed",
      `${brand} will no longer text ${number}. Text START to ${brand} to get texts again.`,
    );
  return publicPage(
    200,
    `Texts from ${brand}`,
    `Stop all texts from ${brand} to ${number}, including order updates.`,
    BUTTON,
  );
}
