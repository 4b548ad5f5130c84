import { expect, test } from "vitest";
import { aContext } from "../../../../test/factories/context.ts";
import { aChangingFlow, documentOf, HOUR, send, wait } from "../../../../test/factories/flows/changing-flow.ts";
import { previewMove } from "./preview.ts";

const ctx = aContext();
const { advanceTo, enters, flow, live } = aChangingFlow(ctx);

test("before publishing, the merchant sees who stands where and where they would go on", async () => {
  await live(send("one"), wait("w", 60), send("two"), wait("x", 60), send("three"));
  await enters();
  await enters();
  await advanceTo(HOUR);
  await enters();
  const preview = await previewMove(
    ctx.db,
    flow.shopId,
    flow.id,
    documentOf(send("one"), wait("w", 30), send("three")),
  );
  expect(preview).toEqual({
    inside: 3,
    unreadable: 0,
    steps: [
      { stepId: "x", sentence: "Wait 1 hour", count: 2, isRemoved: true, next: "Send “three”" },
      { stepId: "w", sentence: "Wait 1 hour", count: 1, isRemoved: false, next: "Wait 30 minutes" },
    ],
  });
});
