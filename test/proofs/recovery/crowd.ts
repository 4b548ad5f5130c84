import { setTimeout as sleep } from "node:timers/promises";
import { type Finding, number } from "../proof.ts";
import type { Sending } from "../sending.ts";
import type { ProofWorld } from "../world.ts";
import { phonesIn, type Stops, stopOne } from "./stops.ts";

const EVERY_MS = 250;
/** Of the things that people do, one in so many is a STOP. */
const STOPS_EVERY = 4;
/** A store tells again after a minute, then after two, four … of the clock that everyone shares. */
const RETRY_MS = 60_000;
const RETRIES = 5;

/** People who shop and text STOP while a campaign is sent, whatever becomes of the servers. */
export interface Crowd {
  /** Ends it; resolves when everything that the store has to tell was told. */
  disperse(): Promise<void>;
  /** Everything that was answered 200 is in the database. */
  judge(): Promise<Finding>;
}

/** People of the campaign's audience text STOP, from the last one on. */
export async function gatherCrowd(world: ProofWorld, sending: Sending, stops: Stops): Promise<Crowd> {
  const store = world.store(sending.shop.domain);
  const open = await phonesIn(world, sending);
  let isOver = false;
  let customers = 0;
  let refused = 0;
  let failure: unknown;

  async function act(turn: number): Promise<void> {
    const phone = turn % STOPS_EVERY === 0 ? open.pop() : undefined;
    if (phone === undefined) {
      customers += 1;
      await store.post("customers", { email: `visitor-${turn}@example.test`, firstName: "Ada" });
      return;
    }
    // Who gets no answer tries again.
    while (!(await stopOne(world, sending, phone, stops))) {
      refused += 1;
      await sleep(EVERY_MS);
    }
  }

  async function run(): Promise<void> {
    const acts: Promise<void>[] = [];
    for (let turn = 0; !isOver; turn += 1) {
      acts.push(act(turn).catch(fail));
      await sleep(EVERY_MS);
    }
    await Promise.all(acts);
  }
  const running = run();

  /** Told when the crowd disperses. */
  function fail(error: unknown): void {
    failure ??= error;
    isOver = true;
  }

  return {
    async disperse() {
      isOver = true;
      await running;
      if (failure) throw failure;
      await store.settle();
      for (let retry = 0; retry < RETRIES; retry += 1) {
        await world.advance(RETRY_MS * 2 ** retry);
        await store.settle();
      }
    },
    async judge() {
      const deliveries = await store.deliveries();
      const told = deliveries.filter(({ status }) => status === "delivered");
      const keys = (await world.everyShop.intakeKey.findMany({})).map(({ sourceKey }) => sourceKey);
      const lost = told.filter(({ eventId }) => !keys.some((key) => key.includes(eventId)));
      const again = deliveries.filter(({ attempts }) => attempts.length > 1).length;
      return {
        counts: [
          `${number(customers)} customers came, ${number(told.length)} deliveries answered 200, ${number(again)} told again`,
          `${number(refused)} STOPs sent again`,
          `${number(lost.length)} deliveries lost`,
        ],
        complaints: [
          ...lost.map(({ topic, eventId }) => `${topic} ${eventId} was answered 200 and is not in the database.`),
          ...deliveries
            .filter(({ status }) => status !== "delivered")
            .map(({ topic, status, eventId }) => `${topic} ${eventId} is ${status}.`),
        ],
      };
    },
  };
}
