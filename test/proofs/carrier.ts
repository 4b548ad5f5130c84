import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "./eventually.ts";
import { judgeAccount, number, type Proof, together } from "./proof.ts";
import { type Sending, startSending } from "./sending.ts";
import type { ProofWorld } from "./world.ts";

/**
 * How late the carrier takes a text in after it has broken the connection. Minutes are made seconds, for it and for what the
 * product is told of it alike: the carrier uses the time up to its last second.
 */
const LATEST_ENTRY_SECONDS = 10;
const MINUTE_MS = 60_000;

/** Everything that a carrier can do wrong, all at once. */
const FAULTS = {
  latencyMs: [5, 300],
  // A receipt takes 230 to 1,020 ms: many arrive before the answer that they belong to.
  answerDelayMs: [0, 1_200],
  // Each makes the sender slow down: more of them, and nothing else would be proved in the time.
  tooMany: 0.02,
  retryAfterSeconds: 1,
  errorBefore: 0.03,
  errorAfter: 0.03,
  resetBefore: 0.03,
  resetAfter: 0.03,
  hang: 0.01,
  tornAnswer: 0.02,
  late: 0.03,
  lateMs: [1_000, LATEST_ENTRY_SECONDS * 1_000],
  reject: [
    { probability: 0.01, code: 21211 },
    { probability: 0.01, code: 21610 },
  ],
  fail: [
    { probability: 0.02, code: 30003 },
    { probability: 0.02, code: 30005 },
  ],
  callbacks: { lose: 0.03, double: 0.2, reorder: 0.2, delay: 0.1, delayMs: [200, 4_000] },
};
const { callbacks, fail, late, lateMs } = FAULTS;
/** Those who had bad luck twice would make the proof longer and show nothing more. */
const RECOVERED = { latencyMs: [5, 300], callbacks, fail, late, lateMs };
const OUTAGE_MS = 1_000;
/** Of a thousand texts fewer than one is unlucky twice, and one is tried three times at most. */
const MOST_QUESTIONS = 5;

export const carrier: Proof = {
  name: "carrier",
  claim:
    "a carrier with every fault there is, and one that takes texts in late: each text ends as the carrier's record says",
  latestEntrySeconds: LATEST_ENTRY_SECONDS,
  scales: {
    full: { people: 2_500, perSecond: 200, blows: 2, patienceMs: 10 * 60_000 },
    quick: { people: 400, perSecond: 100, blows: 2, patienceMs: 150_000 },
  },
  async run(world, { people, perSecond, patienceMs }, say) {
    await world.carrier.setFaults(FAULTS);
    const sending = await startSending(world, people, perSecond);
    for (const [place, outage] of [
      [0.3, "unavailable"],
      [0.6, "reset"],
    ] as const) {
      await sending.hasReached(people * place, patienceMs);
      await world.carrier.setFaults({ ...FAULTS, outage });
      say(`the carrier is ${outage === "reset" ? "cutting every connection" : "answering 503"}`);
      await sleep(OUTAGE_MS);
      await world.carrier.setFaults(FAULTS);
    }
    await sending.hasReached(people * 0.85, patienceMs);
    await world.carrier.setFaults(RECOVERED);
    say("the carrier has recovered, but for its receipts and for texts that it takes in late");
    // Phones that were off are tried again after ten minutes, and after an hour.
    for (const minutes of [11, 61]) {
      await sending.isAtRest(patienceMs);
      await world.advance(minutes * MINUTE_MS);
    }
    say("phones that were off have been tried again");
    // The carrier never repeats a receipt that it lost: an hour later it is asked about each text without one. A phone that
    // it names as off then is tried again, too, and that try's receipt may be lost as well.
    for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
      await sending.isAtRest(patienceMs);
      await world.advance(61 * MINUTE_MS);
      await eventually("every final receipt", async () => (await openChecks(world)) === 0, patienceMs);
      if ((await textsWithoutEnd(world, sending)).length === 0) break;
    }
    await sending.isOver(patienceMs);
    say("texts without a final receipt have been asked about");
    const account = await sending.account();
    const { accepted = 0, sent = 0, unknown = 0 } = account.states;
    const compared = people - unknown;
    return together(judgeAccount(account), {
      counts: [
        `${number(compared)} texts agree with the carrier, ${number(accepted + sent)} of them by a receipt less`,
      ],
      complaints: [
        ...(account.states.failed ? [] : ["Nothing was refused and nothing failed: the faults were not there."]),
        ...(accepted + sent > 0 ? [`${accepted + sent} texts have no end, and the carrier could have told:`] : []),
        ...(await withoutEnd(world, sending)),
      ],
    });
  },
};

/** Each text without an end, with what the carrier has under its names. */
async function withoutEnd(world: ProofWorld, sending: Sending): Promise<string[]> {
  const handOffs = await world.carrier.handOffs({});
  return (await textsWithoutEnd(world, sending)).map((text) => {
    const there = handOffs.filter(({ ref }) => ref?.includes(text.id));
    const names = there.map(({ ref, sid, status }) => `${ref?.split(text.id)[1] ?? ""} ${sid} ${status}`);
    const { state, providerId, resends, tries, asked, claimedAt, handedAt } = text;
    return `${text.id} ${JSON.stringify({ state, providerId, resends, tries, asked, claimedAt, handedAt })}: ${names.join(", ")}`;
  });
}

async function textsWithoutEnd({ ctx }: ProofWorld, { shopId, id }: Sending) {
  const state = { in: ["waiting", "accepted", "sent"] };
  return ctx.db.prisma.message.findMany({ where: { shopId, sourceId: id, state } });
}

/** One that is being worked on is due again in five minutes; the next question is an hour away at least. */
async function openChecks({ ctx, everyShop }: ProofWorld): Promise<number> {
  return everyShop.receiptCheck.count({
    where: { dueAt: { lte: new Date(ctx.clock.now().getTime() + 10 * MINUTE_MS) } },
  });
}
