import type { IncomingMessage, ServerResponse } from "node:http";
import { publicPage } from "#app/public/page";
import { readSignUpForm, regionIn } from "#app/public/sign-up-form";
import type { JoinLimits } from "#app/public/sign-up-limits";
import { takeSignUp } from "#app/public/take-sign-up";
import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import { IntakeUnavailable } from "#domain/intake/delivery";
import { agreementOf } from "#domain/keywords/disclosure";
import { findInvitation, type Invitation, JOIN_PATH } from "#domain/keywords/find-invitation";
import { phoneSystemOf } from "#domain/keywords/sms-link";
import { countryOfPhone } from "#domain/places/phone-country";
import { type PhoneNumber, toPhoneNumber } from "#domain/subscribers/phone-number";
import { answer } from "#platform/http/answer";
import { networkOf } from "#platform/http/client-address";
import { BODY_DEADLINE_MS, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import { isDatabaseDown } from "#platform/sql/db";

import { joinPage } from "./join-page.ts";

export interface JoinEndpoint {
  ctx: Pick<Context, "db" | "clock" | "hashPhone" | "appUrl">;
  intake: Pick<Intake, "accept">;
  refused: RefusalCounter;
  visitors: Visitors;
  limits: JoinLimits;
}

const LIMITS = { keepBytes: 8_192, hardBytes: 32_768, deadlineMs: BODY_DEADLINE_MS };
const MINUTE_MS = 60_000;

const LEADS_NOWHERE = publicPage(
  404,
  "This page isn’t available",
  "The offer may have ended, or the link is incomplete.",
);
const ONE_MOMENT = publicPage(503, "One moment", "We couldn’t sign you up right now. Please try again in a minute.");
const TOO_OFTEN = publicPage(429, "One moment", "Please wait a minute and try again.");
/** The same whether the number was known, had opted out or waits for double opt-in: it is private. */
const THANKS = publicPage(200, "Thank you!", "If we need you to confirm, we’ll text you.");

/**
 * /j/<code>, the sign-up page of a join keyword: GET shows the keyword to text and a form with its disclosure, POST takes the
 * form in as a sign-up of a store's page is. Works without scripts. The words are ours, so no signature has to prove them. 404 for
 * a keyword that is gone, has ended or subscribes no one; 422 with the form and its problem; 429 too often.
 */
export async function answerJoin(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: JoinEndpoint,
): Promise<void> {
  const { method = "" } = request;
  if (!["GET", "HEAD", "POST"].includes(method))
    return answer(request, response, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  const code = (request.url ?? "").split("?", 1)[0]?.slice(JOIN_PATH.length) ?? "";
  const ip = endpoint.visitors.forwardedAddressOf(request);
  const { address, page } = endpoint.limits;
  if (!(method === "POST" ? address : page).admits(networkOf(ip)))
    return tooOften(request, response, endpoint, "address");
  try {
    const invitation = await findInvitation(endpoint.ctx.db, code, endpoint.ctx.clock.now());
    if (invitation === null) return answer(request, response, LEADS_NOWHERE);
    if (method === "POST") return await takeForm(request, response, endpoint, invitation, ip);
    answer(request, response, pageFor(request, invitation, null));
  } catch (error) {
    if (!(error instanceof IntakeUnavailable) && !isDatabaseDown(error)) throw error;
    answer(request, response, ONE_MOMENT);
  }
}

async function takeForm(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: JoinEndpoint,
  invitation: Invitation,
  ip: string,
): Promise<void> {
  const { limits, refused, visitors } = endpoint;
  if (!limits.shop.admits(invitation.shopId)) return tooOften(request, response, endpoint, "shop");
  const body = await readBody(request, LIMITS, visitors);
  if (refusalOf(body)?.status === 503) return answer(request, response, ONE_MOMENT);
  const form = body.kind === "kept" ? readSignUpForm(body.bytes.toString("utf8"), undefined) : null;
  const sayAgain = (problem: string, because: string) => {
    refused.add(`join: ${because}`);
    answer(request, response, pageFor(request, invitation, { problem, phone: form?.phone ?? "" }));
  };
  if (form === null) return sayAgain("Please send the form again.", "no form");
  if (form.trap !== "") {
    refused.add("join: a machine");
    return answer(request, response, THANKS);
  }
  const phone = toPhoneNumber(form.phone, invitation.country);
  if (phone === null) return sayAgain("Enter a valid phone number with its country code.", "no number");
  if (!form.hasAgreed) return sayAgain("Check the box to agree to texts.", "not agreed");
  const country = countryOfPhone(phone);
  if (country !== invitation.country && !limits.country.admits(`${invitation.shopId} ${country}`))
    return tooOften(request, response, endpoint, "country");
  if (!limits.number.admits(`${invitation.shopId} ${endpoint.ctx.hashPhone(phone)}`))
    return tooOften(request, response, endpoint, "number");
  await take(request, endpoint, invitation, { phone, ip });
  answer(request, response, THANKS);
}

async function take(
  request: IncomingMessage,
  endpoint: JoinEndpoint,
  { shopId, domain, keywordId, brand, asksFirst }: Invitation,
  { phone, ip }: { phone: PhoneNumber; ip: string },
): Promise<void> {
  const now = endpoint.ctx.clock.now();
  const path = (request.url ?? "").split("?", 1)[0];
  await takeSignUp(
    endpoint,
    { id: shopId, domain },
    {
      ...{ phone, ip, customerId: null, ask: null, page: `${endpoint.ctx.appUrl}${path}` },
      ...{ words: agreementOf(brand), formVersion: `keyword ${keywordId}`, asksFirst, keywordId },
      from: regionIn(request.headers["x-client-region"]),
      // Within a minute the same number is the same press of the button.
      at: new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS),
    },
  );
}

function pageFor(request: IncomingMessage, invitation: Invitation, again: { problem: string; phone: string } | null) {
  return joinPage(invitation, { system: phoneSystemOf(request.headers["user-agent"]), again });
}

function tooOften(request: IncomingMessage, response: ServerResponse, { refused }: JoinEndpoint, whose: string): void {
  refused.add(`join: too often (${whose})`);
  response.setHeader("Retry-After", "60");
  answer(request, response, TOO_OFTEN);
}
