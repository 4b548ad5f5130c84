import type { Prisma, Sender } from "@prisma/client";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aPhone } from "./phone.ts";
import { aShop } from "./shop.ts";

/** A number in service, quick enough that no test waits for it; of a new shop unless one is given. */
export async function aSender(
  db: Pick<Db, "prisma">,
  given: Partial<Prisma.SenderUncheckedCreateInput> = {},
): Promise<Sender> {
  const shopId = given.shopId ?? (await aShop(db)).id;
  return await db.prisma.sender.create({
    data: {
      id: newId(),
      phone: aPhone("646"),
      provider: "twilio",
      kind: "toll_free",
      partsPerSecond: 100,
      createdAt: TUESDAY_MORNING,
      ...given,
      shopId,
    },
  });
}
