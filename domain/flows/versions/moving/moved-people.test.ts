import { describe, expect, test } from "vitest";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { aContext, TUESDAY_MORNING } from "../../../../test/factories/context.ts";
import { aChangingFlow, HOUR, later, MINUTE, send, wait } from "../../../../test/factories/flows/changing-flow.ts";
import { latestMove } from "./latest.ts";

const ctx = aContext();
const { advanceTo, claim, enters, find, flow, live, moveAll, numberOf, publish, textsOf } = aChangingFlow(ctx);
const click = (id: string, minutes: number, happened: unknown[] = [], late: unknown[] = []) => ({
  id,
  type: "wait-for-event",
  config: { event: "clicked", name: "", minutes },
  arms: { happened, "timed-out": late },
});

describe("people who are left", () => {
  test("finish the version that they began, and no move is begun", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish(null, wait("w", 60), send("two"));
    expect(await latestMove(ctx.db, flow.shopId, flow.id)).toBeNull();
    await advanceTo(HOUR);
    expect(await textsOf(ada.id)).toEqual([["one", "waiting", null]]);
  });
});

describe("people who are moved", () => {
  test("go on with the same step, and get what follows it in the new version", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("new"), send("one"));
    expect(await moveAll()).toMatchObject({
      state: "finished",
      number: 2,
      total: 1,
      moved: 1,
      left: 0,
      stayed: 0,
      busy: 0,
    });
    expect(await find(ada.id)).toMatchObject({ stepId: "new", resumeAt: later(HOUR) });
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["new", "one"]);
  });

  test("wait as long as the new version says, from when they began: a shorter wait that is over ends now", async () => {
    await live(wait("w", 120), send("one"));
    const early = await enters();
    await advanceTo(90 * MINUTE);
    const late = await enters();
    await publish({}, wait("w", 60), send("one"));
    await moveAll();
    // Spread over the fraction of a minute that two people take.
    const due = (await find(early.id)).resumeAt?.getTime() ?? 0;
    expect(due).toBeGreaterThanOrEqual(later(90 * MINUTE).getTime());
    expect(due).toBeLessThan(later(91 * MINUTE).getTime());
    expect(await find(late.id)).toMatchObject({ resumeAt: later(150 * MINUTE) });
    expect(ctx.enqueued.map(({ name }) => name)).toContain("flow-moves");
  });

  test("keep waiting for an event, since when they did, and what steps have learned", async () => {
    await live(send("one"), click("c", 60, [send("yes")], [send("no")]));
    const ada = await enters();
    await publish({}, send("one"), click("c", 180, [send("yes")], [send("later")]));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({
      stepId: "c",
      waitsFor: "clicked",
      waitingSince: TUESDAY_MORNING,
      resumeAt: later(3 * HOUR),
    });
    ctx.clock.set(later(2 * HOUR));
    const clicked = {
      shopId: flow.shopId,
      subscriberId: ada.subscriberId,
      event: "clicked" as const,
      at: later(2 * HOUR),
    };
    await ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [clicked]));
    await advanceTo(2 * HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "yes"]);
  });

  test("are never sent a step again that they have behind them, in another month either", async () => {
    await live(send("one"), wait("w", 60 * 24 * 20), send("two"));
    const ada = await enters();
    await claim(ada.id, "delivered");
    await publish({}, wait("w", 60 * 24 * 20), send("two"), send("one"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ trail: "one w" });
    await advanceTo(21 * 24 * HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
    expect(await find(ada.id)).toMatchObject({ state: "finished" });
  });

  test("leave out a new text before the step that they are at", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id, "delivered");
    await publish({}, send("instead of one"), wait("w", 60), send("two"));
    await moveAll();
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("finish when nothing follows their wait in the new version", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, send("one"), wait("w", 60));
    expect(await moveAll()).toMatchObject({ moved: 1 });
    expect(await find(ada.id)).toMatchObject({ state: "finished", endedAt: TUESDAY_MORNING });
  });
});

describe("at a step that was removed", () => {
  const before = [send("one"), wait("w", 60), send("two")];

  test("people go on at the next step that is still there", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "next" }, send("one"), send("two"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ stepId: "two" });
    await advanceTo(MINUTE);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("a wait in its place counts from when they began to wait", async () => {
    await live(...before);
    const ada = await enters();
    ctx.clock.set(later(30 * MINUTE));
    await publish({}, send("one"), wait("longer", 90), send("two"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ stepId: "two", resumeAt: later(90 * MINUTE) });
  });

  test("people stay in the older version", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "stay" }, send("one"), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 0, stayed: 1 });
    expect(await numberOf(ada.id)).toBe(1);
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("people leave, with the reason, and their waiting text is withdrawn", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "leave" }, send("one"), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", left: 1 });
    expect(await find(ada.id)).toMatchObject({ state: "exited", exitedBecause: "step-removed" });
    expect(await textsOf(ada.id)).toEqual([["one", "skipped", "step-removed"]]);
  });

  test("people finish when nothing follows that is still there, and keep the waiting text of a step that is", async () => {
    await live(...before);
    const ada = await enters();
    await publish({}, send("one"));
    expect(await moveAll()).toMatchObject({ moved: 1, left: 0 });
    expect(await find(ada.id)).toMatchObject({ state: "finished" });
    expect(await textsOf(ada.id)).toEqual([["one", "waiting", null]]);
  });

  test.each([
    ["a much shorter wait", [wait("w", 7 * 24 * 60), send("b")]],
    ["no wait", [send("b")]],
  ])("people stay where they are when with %s their next text would be past its deadline", async (_, steps) => {
    await live(wait("w", 30 * 24 * 60), send("b"));
    const ada = await enters();
    await advanceTo(20 * 24 * HOUR);
    await publish({}, ...steps);
    expect(await moveAll()).toMatchObject({ moved: 0, stayed: 1 });
    await advanceTo(30 * 24 * HOUR);
    expect(await textsOf(ada.id)).toEqual([["b", "waiting", null]]);
  });
});
