import { z } from "zod";
import { type Call, defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { signUpByApi } from "#domain/intake/sign-up-by-api";
import { countryOfPhone } from "#domain/places/phone-country";
import { countryOfShop } from "#domain/shops/country-of-shop";
import { findNamed } from "#domain/subscribers/find-named";
import { consentStates } from "#domain/subscribers/list";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { readSubscriber, subscriber } from "./subscriber.ts";

const tag = "Subscribers";
const phone = z
  .string()
  .min(5)
  .max(40)
  .describe("E.164; a number without a country code is one of the store’s country.");

export const findSubscribers = defineOperation({
  id: "findSubscribers",
  method: "POST",
  path: "/subscribers/find",
  tag,
  scope: "subscribers:read",
  summary: "Find subscribers by phone number, email address or customer",
  description: "A POST, so that no one’s number is written into the access logs of the servers on the way.",
  body: z.union([
    z.strictObject({ phone }),
    z.strictObject({ email: z.string().min(3).max(320) }),
    z.strictObject({ customerId: z.string().min(1).max(100) }),
  ]),
  answer: {
    status: 200,
    schema: z.object({ subscribers: z.array(subscriber).describe("Ten at most; usually one or none.") }),
    description: "The subscribers who were found.",
  },
  repeat: "reads",
  noted: { verb: "subscriber.read" },
  async handle({ ctx, shopId, body }) {
    const ids = await findNamed(ctx, shopId, body);
    return { subscribers: await Promise.all(ids.map((id) => readSubscriber(ctx, shopId, id))) };
  },
});

export const getSubscriber = defineOperation({
  id: "getSubscriber",
  method: "GET",
  path: "/subscribers/{subscriberId}",
  tag,
  scope: "subscribers:read",
  summary: "Read a subscriber",
  answer: { status: 200, schema: subscriber, description: "The subscriber." },
  repeat: "reads",
  noted: { verb: "subscriber.read" },
  handle: ({ ctx, shopId, params }) => readSubscriber(ctx, shopId, params.subscriberId),
});

const text = (longest: number) => z.string().trim().min(1).max(longest);

const signUp = z.strictObject({
  phone,
  email: text(320).optional(),
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  customerId: text(100).optional(),
  consent: z.strictObject({
    wordsShown: text(2_000).describe("The words that the person saw and agreed to, in full."),
    collectedAt: z.iso.datetime({ offset: true }).describe("When they agreed."),
    pageUrl: text(500).optional().describe("Where they agreed."),
    formVersion: text(100).optional(),
    ip: z.union([z.ipv4(), z.ipv6()]).optional().describe("The address they agreed from."),
  }),
});

/** Of a person, ids and states alone: the answer is kept for a day, so that a repeated request gets it again. */
const added = z.object({
  id: z.uuid(),
  marketing: z.enum(consentStates),
  isAskedToConfirm: z.boolean().describe("They get, or got, a text that asks them to confirm."),
  blockedBecause: z.string().nullable().describe("For example opted-out: only a text from that phone lifts a STOP."),
});

export const addSubscriber = defineOperation({
  id: "addSubscriber",
  method: "POST",
  path: "/subscribers",
  tag,
  scope: "subscribers:write",
  summary: "Add a subscriber with the evidence of their consent",
  description:
    "The same rules hold as for the store’s own sign-up form: double opt-in where your settings or a country ask for it, and after a STOP no text of any kind. A person who is known already is updated.",
  body: signUp,
  answer: { status: 201, schema: added, description: "The subscriber’s id, and where their consent stands now." },
  repeat: "key",
  async handle(call) {
    const { ctx, shopId, body } = call;
    const number = toPhoneNumber(body.phone, await countryOfShop(ctx.db, shopId));
    if (number === null)
      throw new Problem("invalid", undefined, {
        errors: [{ pointer: "/phone", detail: "Not a phone number that can be texted." }],
      });
    await limitSignUps(call, number);
    const { email = null, firstName = null, lastName = null, customerId = null, consent } = body;
    const { wordsShown, collectedAt, pageUrl = null, formVersion = null, ip = null } = consent;
    await signUpByApi(ctx, shopId, {
      ...{ phone: number, email, firstName, lastName, customerId },
      ...{ wordsShown, pageUrl, formVersion, ip, collectedAt: new Date(collectedAt) },
    });
    const [id = ""] = await findNamed(ctx, shopId, { phone: number });
    return consentNow(call, id);
  },
});

/** As the store's form: where bought numbers are pumped from, and one number again and again. */
async function limitSignUps({ ctx, shopId, signUps }: Call<unknown, unknown, unknown>, number: string): Promise<void> {
  const country = countryOfPhone(number);
  const isForeign = country !== (await countryOfShop(ctx.db, shopId));
  if (isForeign && !signUps.country.admits(`${shopId} ${country}`)) throw tooOften("numbers of this country");
  if (!signUps.number.admits(`${shopId} ${ctx.hashPhone(number)}`)) throw tooOften("this number");
}

function tooOften(of: string): Problem {
  return new Problem("too-many-requests", `Too many sign-ups of ${of}. Wait a minute, or an hour for one number.`, {
    headers: { "Retry-After": "60" },
  });
}

async function consentNow({ ctx, shopId }: Call<unknown, unknown, unknown>, id: string) {
  const { consent } = await readSubscriber(ctx, shopId, id);
  return { id, ...consent };
}
