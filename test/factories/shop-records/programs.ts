import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";

/** What the shop has for programs of its own: a webhook endpoint with an event that was delivered, and a key of the API. */
export async function fillPrograms(
  { prisma }: Pick<Db, "prisma">,
  own: { shopId: string; subscriberId: string },
  word: string,
  now: Date,
): Promise<{ endpointId: string; webhookEventId: string; apiKeyId: string }> {
  const { shopId } = own;
  const [endpointId, webhookEventId] = [newId(), newId()];
  const endpoint = {
    shopId,
    id: endpointId,
    url: `https://${word}.test/`,
    eventTypes: ["reply.received"],
    createdAt: now,
  };
  await prisma.webhookEndpoint.create({ data: endpoint });
  await prisma.webhookEvent.create({
    data: {
      ...{ ...own, id: webhookEventId, endpointId, type: "reply.received", key: word, body: `{"reply":"${word}"}` },
      ...{ state: "delivered", attempts: 1, status: 200, createdAt: now, endedAt: now },
    },
  });
  const apiKeyId = newId();
  await prisma.apiKey.create({
    data: {
      ...{
        shopId,
        id: apiKeyId,
        name: `${word} program`,
        scopes: ["events:write"],
        secretHash: newId(),
        hint: word.slice(-4),
      },
      ...{ createdAt: now, createdByName: `${word} staff` },
    },
  });
  return { endpointId, webhookEventId, apiKeyId };
}
