import type { IncomingMessage, ServerResponse } from "node:http";
import { endUnsignedForms, type FormOwner, proofOf } from "#domain/consent/forms/prove-form";
import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import { IntakeUnavailable } from "#domain/intake/delivery";
import { countryOfPhone } from "#domain/places/phone-country";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { answer, answerJson } from "#platform/http/answer";
import { networkOf } from "#platform/http/client-address";
import { BODY_DEADLINE_MS, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import { isDatabaseDown } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { readProxiedRequest } from "#shopify/app-proxy";
import type { ClientSecret } from "#shopify/client-secret";
import { publicPage } from "./page.ts";
import { readSignUpForm, regionIn } from "./sign-up-form.ts";
import type { SignUpLimits } from "./sign-up-limits.ts";
import { takeSignUp } from "./take-sign-up.ts";

export interface SignUpEndpoint {
  ctx: Pick<Context, "db" | "clock" | "hashPhone">;
  intake: Pick<Intake, "accept">;
  refused: RefusalCounter;
  /** The app's client secret: it signs what the store forwards. */
  secret: ClientSecret;
  visitors: Visitors;
  limits: SignUpLimits;
}

const LIMITS = { keepBytes: 16_384, hardBytes: 65_536, deadlineMs: BODY_DEADLINE_MS };

interface Shop extends FormOwner {
  country: string | null;
}

/** What the shopper reads. The same whether the number was known, had opted out or waits for double opt-in: it is private. */
const THANKS = "Thank you! If we need you to confirm, we’ll text you.";

const findShop = statement(
  "shop-of-sign-up",
  `SELECT id, country, name, unsigned_forms_until AS "unsignedFormsUntil" FROM shops
   WHERE domain = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL`,
);

/**
 * POST /proxy/sign-up: a sign-up form of a store's page, forwarded by the store's app proxy (so it is the page's own origin,
 * and no other needs leave to ask). Taken in once the number can be one, the box is ticked and the words are known to be the
 * page's; what it means is decided when it is worked on. Answers a page, or JSON to a caller that accepts it. 401 unsigned, 422 with
 * the problems, 429 too often.
 */
export async function answerSignUp(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: SignUpEndpoint,
): Promise<void> {
  // Its form may have been sent by a browser without scripts: the answer is then the page that the shopper is left on.
  let cameFrom = "/";
  const say = answerWith(request, response, () => cameFrom);
  const refuse = (status: number, because: string, sentence: string) => {
    endpoint.refused.add(`sign-up: ${because}`);
    say(status, "Something went wrong", sentence);
  };
  if (request.method !== "POST") {
    endpoint.refused.add("sign-up: not a POST");
    return answer(request, response, { status: 405, headers: { Allow: "POST" } });
  }
  const query = new URL(request.url ?? "/", "http://app").searchParams;
  const verdict = readProxiedRequest(query, endpoint.secret, endpoint.ctx.clock.now());
  if (verdict.kind === "forged")
    return endpoint.visitors.refuse(request, response, () =>
      refuse(401, verdict.because, "Please submit the form on the store’s website."),
    );
  const ip = endpoint.visitors.forwardedAddressOf(request);
  const from = regionIn(request.headers["x-client-region"]);
  const { shopDomain } = verdict.request;
  const tooOften = (whose: string) => {
    endpoint.refused.add(`sign-up: too often (${whose})`);
    say(429, "Something went wrong", "Please wait a minute and try again.", { "Retry-After": "60" });
  };
  if (!endpoint.limits.address.admits(networkOf(ip))) return tooOften("address");
  if (!endpoint.limits.shop.admits(shopDomain)) return tooOften("shop");
  const body = await readBody(request, LIMITS, endpoint.visitors);
  const problem = refusalOf(body);
  if (problem?.status === 503) return refuse(503, problem.because, "Please wait a moment and try again.");
  const form =
    body.kind === "kept" ? readSignUpForm(body.bytes.toString("utf8"), request.headers["content-type"]) : null;
  if (form === null) return refuse(400, "no form", "Please submit the form on the store’s website.");
  cameFrom = pathOf(form.page);
  if (form.trap !== "") {
    endpoint.refused.add("sign-up: a machine");
    return say(200, "Thank you", THANKS);
  }
  if (!form.hasAgreed) return refuse(422, "not agreed", "Please check the box to agree to texts.");
  try {
    const [shop] = await endpoint.ctx.db.run<Shop>(findShop, [verdict.request.shopDomain]);
    if (!shop) return refuse(404, "not installed", "This store isn’t offering texts right now.");
    const phone = toPhoneNumber(form.phone, shop.country);
    if (phone === null) return refuse(422, "no number", "Please enter a valid phone number with its country code.");
    const proof = proofOf(endpoint.ctx, shop, form);
    if (proof === null) return refuse(422, "unproven words", "Please reload the page and try again.");
    if (proof.by === "signed") await endUnsignedForms(endpoint.ctx, shop);
    const country = countryOfPhone(phone);
    if (country !== shop.country && !endpoint.limits.country.admits(`${shop.id} ${country}`))
      return tooOften("country");
    if (!endpoint.limits.number.admits(`${shop.id} ${endpoint.ctx.hashPhone(phone)}`)) return tooOften("number");
    const { shopDomain: domain, customerId, at } = verdict.request;
    await takeSignUp(
      endpoint,
      { id: shop.id, domain },
      { ...form, words: proof.words, phone, customerId, ip, from, at },
    );
    say(200, "Thank you", THANKS);
  } catch (error) {
    if (!(error instanceof IntakeUnavailable) && !isDatabaseDown(error)) throw error;
    refuse(503, "unavailable", "We couldn’t sign you up right now. Please try again in a minute.");
  }
}

function answerWith(request: IncomingMessage, response: ServerResponse, cameFrom: () => string) {
  const wantsJson = request.headers.accept?.includes("application/json") ?? false;
  return (status: number, title: string, sentence: string, headers: Record<string, string> = {}) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (wantsJson) return answerJson(request, response, status, { ok: status === 200, message: sentence });
    answer(
      request,
      response,
      publicPage(status, title, sentence, null, { label: "Back to the store", path: cameFrom() }),
    );
  };
}

/** Where the form stood, on the store's own origin whatever the form says; the store's front page when it doesn't say. */
function pathOf(address: string): string {
  if (!URL.canParse(address)) return "/";
  const { protocol, pathname, search } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return "/";
  // "//elsewhere.example/" would be another origin.
  return `/${pathname.replace(/^[/\\]+/, "")}${search}`;
}
