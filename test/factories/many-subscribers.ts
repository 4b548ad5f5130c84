import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { hashPhone, TUESDAY_MORNING } from "./context.ts";
import { aPhone } from "./phone.ts";

/** So many people in New York who subscribed yesterday, in one statement. Returns their ids. */
export async function manySubscribers(db: Pick<Db, "prisma">, shopId: string, count: number): Promise<string[]> {
  const yesterday = new Date(TUESDAY_MORNING.getTime() - 24 * 3_600_000);
  const people = Array.from({ length: count }, (_, index) => {
    const phone = aPhone();
    return {
      shopId,
      id: newId(),
      phone,
      phoneHash: hashPhone(phone),
      firstName: `Ada${index}`,
      country: "US",
      region: "NY",
      timeZone: "America/New_York",
      ruleSignature: "US-NY@America/New_York",
      marketing: "subscribed",
      marketingAt: yesterday,
      pageKey: Math.floor(Math.random() * 2 ** 31),
      createdAt: yesterday,
      updatedAt: yesterday,
    };
  });
  await db.prisma.subscriber.createMany({ data: people });
  return people.map((person) => person.id);
}
