import type { Context } from "#domain/context";
import { secretsNow } from "#domain/outgoing/secrets";
import { endpointSecret } from "./secret.ts";

export interface Endpoint {
  id: string;
  url: string;
  eventTypes: string[];
  isOn: boolean;
  offBecause: string | null;
  failingSince: Date | null;
  /** The next try of one that fails; null while it works. */
  restsUntil: Date | null;
  fullSince: Date | null;
  lastDeliveredAt: Date | null;
}

const FIELDS = {
  ...{ id: true, url: true, eventTypes: true, isOn: true, offBecause: true, failingSince: true, restsUntil: true },
  ...{ fullSince: true, lastDeliveredAt: true },
} as const;

/** A shop's endpoints, oldest first. */
export async function readEndpoints({ db }: Pick<Context, "db">, shopId: string): Promise<Endpoint[]> {
  return db.prisma.webhookEndpoint.findMany({ where: { shopId }, select: FIELDS, orderBy: { id: "asc" } });
}

/** An endpoint with the secret that its receiver checks events with; null when it isn't the shop's. */
export async function readEndpoint(
  { db, clock, hashPhone }: Pick<Context, "db" | "clock" | "hashPhone">,
  shopId: string,
  endpointId: string,
): Promise<(Endpoint & { secret: string; isReplacing: boolean }) | null> {
  const select = { ...FIELDS, secretNumber: true, secretReplacedAt: true };
  const row = await db.prisma.webhookEndpoint.findFirst({ where: { shopId, id: endpointId }, select });
  if (!row) return null;
  const { secretNumber, secretReplacedAt: replacedAt, ...endpoint } = row;
  const [secret, former] = secretsNow({ number: secretNumber, replacedAt }, clock.now(), (number) =>
    endpointSecret({ hashPhone }, { shopId, endpointId, number }),
  );
  return { ...endpoint, secret, isReplacing: former !== undefined };
}
