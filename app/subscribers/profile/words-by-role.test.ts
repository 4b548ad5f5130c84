import { expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { aContext } from "../../../test/factories/context.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aMerchantRequest } from "../../../test/factories/requests/merchant-request.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { loader as profile } from "./route.tsx";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;

test.each([
  ["read-only", "Sent a text.", false],
  ["support", "Wrote “I moved to Elm Street”.", true],
] as const)("a profile shows someone with the role %s of a shopper's text: %s", async (role, sentence, mayOptOut) => {
  const { id: shopId, domain } = await aShop(ctx.db);
  const { id: senderId } = await aSender(ctx.db, { shopId });
  const now = ctx.clock.now();
  await prisma.staffMember.create({
    data: {
      shopId,
      id: "1",
      name: "Rae",
      isAccountOwner: false,
      role,
      askedAt: now,
      firstSeenAt: now,
      lastSeenAt: now,
    },
  });
  const text = await anInboundText(ctx.db, { shopId, senderId, body: "I moved to Elm Street" });
  await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { shopId } });
  const given = { path: "/subscribers/:subscriberId", params: { subscriberId } };
  const shown = await profile(aMerchantRequest(ctx, domain, given));
  expect(shown.story.filter(({ kind }) => kind === "text-in")).toMatchObject([{ sentence }]);
  expect(JSON.stringify(shown).includes("Elm Street")).toBe(mayOptOut);
  expect(shown.unsubscribeUrl !== null).toBe(mayOptOut);
});
