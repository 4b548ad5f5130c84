import { expect, test } from "vitest";
import { codeTable, explain } from "#providers/twilio/codes/explain";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { broadly } from "../../../test/setup/breadth.ts";
import { type FailureCause, isAboutTheAccount } from "./cause.ts";
import { nextTry } from "./next-try.ts";

// Every code of the table, by each of the four roads on which a provider can tell it, against the real database and the
// simulated carrier: what becomes of the text, its number, its sender and its provider must be the same. A commit tries two
// codes of each cause and wait; the whole table is the nightly's.

const at = aLaneAtWork();
const { everyShop: prisma } = at.ctx.db;
/** The flow's deadline of these texts: a wait of an hour or until midnight is within it. */
const DAY = 24 * 3_600_000;
const expiresAt = new Date(TUESDAY_MORNING.getTime() + DAY);

/** The lane's sender and its first person. */
const ABOUT = { from: "+12025550111", to: "+12125550100" };

const codes = Object.keys(codeTable).map(Number);

type Road = "create call" | "receipt" | "look-up" | "look-up by id";

async function take(road: Road, code: number): Promise<void> {
  if (road === "create call") {
    await at.carrier.setFaults({ reject: [{ code }] });
    await at.dispatchAll();
    return;
  }
  await at.carrier.setFaults({
    ...{ fail: [{ code }], callbacks: { lose: 1 } },
    ...(road === "look-up" ? { resetAfter: 1 } : {}),
  });
  await at.dispatchAll();
  await at.carrier.idle();
  if (road === "look-up") await at.askNow();
  else if (road === "look-up by id") await askByIdNow();
  else await at.hearReceipts();
}

async function askByIdNow(): Promise<void> {
  await prisma.receiptCheck.updateMany({ data: { dueAt: at.ctx.clock.now() } });
  await at.askForReceipts();
}

/** All that one code has changed, without what differs by road alone. */
async function consequences() {
  const [text] = await at.rows();
  const sender = await prisma.sender.findFirstOrThrow();
  const holds = await prisma.providerHold.findMany();
  return {
    state: text?.state,
    reason: text?.reason,
    failureCause: text?.failureCause,
    dueAt: text?.state === "waiting" ? text.dueAt.toISOString() : null,
    handedAt: text?.state === "waiting" ? text.handedAt : null,
    senderState: sender.state,
    stoppedReason: sender.stoppedReason,
    suppressed: (await prisma.suppression.findMany()).map(({ reason }) => reason),
    ledger: (await prisma.consentEvent.findMany({ where: { source: "provider" } })).map(({ state }) => state),
    deadReports: await prisma.numberFailure.count(),
    holds: holds.map(({ provider, region, cause, words }) => ({ provider, region, cause, words })),
    charged: (await prisma.recipientCap.findMany()).flatMap(({ marketingAt }) => marketingAt).length,
  };
}

function expected(code: number) {
  const failure = explain(String(code), ABOUT);
  const { because, words } = failure;
  const next = nextTry(failure, 0, TUESDAY_MORNING);
  const held = isAboutTheAccount(because) ? [{ provider: "twilio", region: "", cause: because, words }] : [];
  const region = because === "region" ? [{ provider: "twilio", region: "US", cause: because, words }] : [];
  return {
    state: next ? "waiting" : "failed",
    reason: next ? next.because : String(code),
    failureCause: next ? null : because,
    dueAt: next ? next.at.toISOString() : null,
    handedAt: null,
    senderState: because === "sender-not-allowed" ? "stopped" : "active",
    stoppedReason: because === "sender-not-allowed" ? words : null,
    suppressed: because === "opted-out" ? ["opted-out-at-provider"] : [],
    ledger: because === "opted-out" ? ["unsubscribed"] : [],
    deadReports: because === "invalid-number" ? 1 : 0,
    holds: [...held, ...region],
  };
}

const kindOf = (code: number) => {
  const { because, waitMs } = explain(String(code), ABOUT);
  return `${because} ${waitMs}`;
};

const tried = broadly(codes, kindOf);

test.each(tried)("error %i has the same consequences in the create call, a receipt and both look-ups", async (code) => {
  const told: Record<string, unknown> = {};
  for (const road of ["create call", "receipt", "look-up", "look-up by id"] as const) {
    await at.begin();
    await at.planned(1, { expiresAt });
    await take(road, code);
    const { charged, ...result } = await consequences();
    told[road] = result;
    if (result.state === "waiting") expect(charged, `${road}: what waits is charged again when it leaves`).toBe(0);
  }
  const same = expected(code);
  expect(told).toEqual({ "create call": same, receipt: same, "look-up": same, "look-up by id": same });
});

const causes = new Set(codes.map((code) => explain(String(code)).because));

test("every cause is the cause of some code", () => {
  const known: Record<FailureCause, true> = {
    ...{ "opted-out": true, "invalid-number": true, unreachable: true, "carrier-trouble": true },
    ...{ "expired-in-queue": true, blocked: true, "no-route": true, content: true, filtered: true, region: true },
    ...{ "sender-not-allowed": true, "sender-not-ready": true, "queue-full": true, "too-fast": true },
    ...{ "day-used-up": true, account: true, "account-limit": true, "provider-down": true, trial: true },
    ...{ "our-mistake": true, other: true },
  };
  expect(causes).toEqual(new Set(Object.keys(known)));
});
