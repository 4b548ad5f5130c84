import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { planTexts } from "#domain/messages/plan";
import { needsAttention } from "#domain/operations/attention";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { holdProvider, releaseProvider } from "./provider-holds.ts";

const at = aLaneAtWork();
const { clock, db } = at.ctx;
const MINUTE = 60_000;
const expiresAt = new Date(TUESDAY_MORNING.getTime() + 20 * 60 * MINUTE);
const holds = () => db.prisma.providerHold.findMany();

describe("refused credentials", () => {
  test("take the provider out at once: the texts wait, and the merchant reads why", async () => {
    await at.planned(30, { expiresAt });
    await at.carrier.setTokens({ primary: "rotated" });
    await at.dispatchAll();
    expect(new Set((await at.rows()).map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(["waiting provider-refuses-us"]),
    );
    expect(await holds()).toMatchObject([{ provider: "twilio", cause: "account", code: "20003" }]);
    expect(await needsAttention(db, at.lane.shopId, clock.now())).toMatchObject([
      { kind: "provider-held", severity: "critical", sentence: expect.stringMatching(/auth token/) },
    ]);
    expect(await at.handedOver()).toEqual([]);
    await at.carrier.setTokens({ primary: "carrier-secret" });
  });

  test("are logged once, however many texts and workers meet them, and once when they are over", async () => {
    const lines: string[] = [];
    const log = pino({ level: "info" }, { write: (line) => lines.push(JSON.parse(line).msg) });
    const failure = { code: "20003", because: "account", words: "Refused", waitMs: null } as const;
    for (let times = 0; times < 5; times += 1) {
      await db.transaction((tx) => holdProvider(tx, { clock, log }, "twilio", failure));
      clock.advance(MINUTE);
    }
    for (let times = 0; times < 2; times += 1) await db.transaction((tx) => releaseProvider(tx, { log }, "twilio"));
    expect(lines).toEqual(["texts wait: Refused", "the provider takes texts again"]);
  });

  test("are tried again with one text a time, and once one is taken all leave", async () => {
    await at.planned(20, { expiresAt });
    await at.carrier.setFaults({ reject: [{ code: 20003 }] });
    await at.dispatchAll();
    const refused = (await at.rows()).reduce((sum, { attempts }) => sum + attempts, 0);
    clock.advance(MINUTE);
    await at.dispatchAll();
    const again = (await at.rows()).reduce((sum, { attempts }) => sum + attempts, 0);
    expect(again - refused, "one text has tried").toBe(1);
    await at.carrier.setFaults({});
    clock.advance(MINUTE);
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(1);
    expect(await holds()).toEqual([]);
    clock.advance(MINUTE);
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(20);
  });

  test("do not keep texts from expiring, however many there are", async () => {
    await at.planned(8, { expiresAt: new Date(TUESDAY_MORNING.getTime() + MINUTE) });
    await at.carrier.setFaults({ reject: [{ code: 20003 }] });
    await at.dispatchAll();
    clock.advance(2 * MINUTE);
    await at.dispatchAll();
    expect(new Set(await at.states())).toEqual(new Set(["expired"]));
  });
});

describe("a country that the account may not text", () => {
  async function aTextTo(phone: string) {
    const { id } = await aSubscriber(db, { shopId: at.lane.shopId, phone });
    await db.transaction((tx) => planTexts(tx, at.ctx, [{ ...at.text(id), expiresAt }]));
    return id;
  }
  const stateOf = async (subscriberId: string) => {
    const text = await db.everyShop.message.findFirstOrThrow({ where: { subscriberId } });
    return `${text.state} ${text.reason}`;
  };

  test("is held by itself, and tried again by one text after an hour", async () => {
    const first = await aTextTo("+447400123456");
    await at.carrier.setFaults({ reject: [{ to: "+447400123456", code: 21408, times: 1 }] });
    await at.dispatchAll();
    expect(await stateOf(first)).toBe("waiting region-not-allowed");
    expect(await holds()).toMatchObject([{ region: "GB", cause: "region" }]);
    const [second, home] = [await aTextTo("+447400123457"), await aTextTo("+12125550177")];
    await at.dispatchAll();
    expect(await stateOf(second)).toBe("waiting region-not-allowed");
    expect(await stateOf(home)).toMatch(/accepted|sent|delivered/);
    clock.advance(60 * MINUTE);
    await at.dispatchAll();
    expect(await holds(), "one text was taken").toEqual([]);
    clock.advance(2 * MINUTE);
    await at.dispatchAll();
    for (const id of [first, second]) expect(await stateOf(id)).toMatch(/accepted|sent|delivered/);
  });
});
