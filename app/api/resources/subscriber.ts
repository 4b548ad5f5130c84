import { z } from "zod";
import { Problem } from "#app/api/problem";
import type { Context } from "#domain/context";
import { consentStates } from "#domain/subscribers/list";
import { subscriberProfile } from "#domain/subscribers/profile";
import { instant, isoOf } from "./instant.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** A subscriber as the API shows them. */
export const subscriber = z
  .object({
    id: z.uuid(),
    phone: z.string().nullable().describe("E.164."),
    email: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    customerId: z.string().nullable().describe("The customer’s number in the store."),
    country: z.string().nullable(),
    region: z.string().nullable(),
    timeZone: z.string().nullable().describe("An IANA name."),
    tags: z.array(z.string()),
    properties: z.record(z.string(), value),
    consent: z.object({
      marketing: z.enum(consentStates),
      since: instant.nullable(),
      isAskedToConfirm: z.boolean().describe("A question for double opt-in is open."),
      blockedBecause: z
        .string()
        .nullable()
        .describe("Why nothing may be sent to the number, such as opted-out; null when nothing stands against it."),
    }),
    createdAt: instant,
  })
  .meta({ id: "Subscriber" });

/** Reads a subscriber of the shop. Throws a not-found problem for any other id, and for a person who was erased. */
export async function readSubscriber(
  { db }: Pick<Context, "db">,
  shopId: string,
  id: string,
): Promise<z.input<typeof subscriber>> {
  const person = await subscriberProfile(db, shopId, id);
  if (person === null || person.redactedAt !== null) throw new Problem("not-found");
  const { phone, email, firstName, lastName, customerId, country, region, timeZone, tags } = person;
  return {
    ...{ id, phone, email, firstName, lastName, customerId, country, region, timeZone, tags },
    properties: Object.fromEntries(person.properties.map((it) => [it.name, it.value])),
    consent: {
      marketing: person.marketing,
      since: isoOf(person.marketingAt),
      isAskedToConfirm: person.askedUntil !== null,
      blockedBecause: person.suppression?.reason ?? null,
    },
    createdAt: person.createdAt.toISOString(),
  };
}
