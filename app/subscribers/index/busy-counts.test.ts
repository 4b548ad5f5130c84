import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aMerchantRequest } from "../../../test/factories/requests/merchant-request.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { loader } from "./route.tsx";

const ctx = aContext();

test("counts that are refused before the page is sent leave no rejection that would end the process", async () => {
  const unhandled: unknown[] = [];
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", (reason) => void unhandled.push(reason));
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  });
  const { domain } = await aShop(ctx.db);
  const given = aMerchantRequest(ctx, domain, { path: "/subscribers" });
  let taken = 0;
  // The list has its turn; what the page waits for later is refused at once.
  given.context.turns.heavy.take = async () => {
    taken += 1;
    return taken === 1 ? () => {} : null;
  };
  const data = await loader(given);
  await nextTurn();
  await nextTurn();
  expect(unhandled).toEqual([]);
  await expect(data.counts).rejects.toMatchObject({ status: 429 });
  await expect(data.growth).rejects.toMatchObject({ status: 429 });
});
