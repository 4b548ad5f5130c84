import type { Prisma, Subscriber } from "@prisma/client";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { hashPhone, TUESDAY_MORNING } from "./context.ts";
import { aPhone } from "./phone.ts";
import { aShop } from "./shop.ts";

/** Someone in New York who subscribed at a checkout yesterday; of a new shop unless one is given. */
export async function aSubscriber(
  db: Pick<Db, "prisma">,
  given: Partial<Omit<Prisma.SubscriberUncheckedCreateInput, "phone">> & { phone?: string } = {},
): Promise<Subscriber & { phone: string }> {
  const shopId = given.shopId ?? (await aShop(db)).id;
  const phone = given.phone ?? aPhone();
  const yesterday = new Date(TUESDAY_MORNING.getTime() - 24 * 3_600_000);
  const subscriber = await db.prisma.subscriber.create({
    data: {
      id: newId(),
      phone,
      phoneHash: hashPhone(phone),
      firstName: "Ada",
      country: "US",
      region: "NY",
      timeZone: "America/New_York",
      places: [
        {
          kind: "area-code",
          country: "US",
          region: "NY",
          timeZones: ["America/New_York"],
          seenAt: yesterday.toISOString(),
        },
      ],
      ruleSignature: "US-NY@America/New_York",
      marketing: "subscribed",
      marketingAt: yesterday,
      pageKey: Math.floor(Math.random() * 2 ** 31),
      createdAt: yesterday,
      updatedAt: yesterday,
      ...given,
      shopId,
    },
  });
  if (subscriber.marketing === "subscribed") {
    await db.prisma.consentEvent.create({
      data: {
        shopId,
        id: newId(),
        subscriberId: subscriber.id,
        phoneHash: subscriber.phoneHash,
        scope: "marketing",
        state: "subscribed",
        source: "checkout",
        textShown: "Text me with news and offers",
        applied: true,
        occurredAt: subscriber.marketingAt ?? yesterday,
        recordedAt: subscriber.marketingAt ?? yesterday,
      },
    });
  }
  return { ...subscriber, phone };
}
