import type { NewText } from "#domain/conversations/receive";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aPhone } from "./phone.ts";
import { aSender } from "./sender.ts";

/** A text as it comes out of intake, to a new sender of a new shop unless others are given. */
export async function anInboundText(db: Pick<Db, "prisma">, given: Partial<NewText> = {}): Promise<NewText> {
  const sender = await (given.senderId && given.shopId
    ? { id: given.senderId, shopId: given.shopId }
    : aSender(db, given.shopId ? { shopId: given.shopId } : {}));
  return {
    shopId: sender.shopId,
    senderId: sender.id,
    provider: "twilio",
    providerId: `SM${newId()}`,
    phone: aPhone(),
    body: "Hello",
    receivedAt: TUESDAY_MORNING,
    intakeId: newId(),
    ...given,
  };
}
