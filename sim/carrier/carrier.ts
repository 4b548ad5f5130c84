import { randomBytes } from "node:crypto";
import type { CarrierOptions } from "./options.ts";
import type { CarrierMessage, CarrierState } from "./state.ts";

/** The running carrier: what it knows, and the little machinery its parts share. */
export interface Carrier {
  options: CarrierOptions;
  state: CarrierState;
  /** Decides about requests, in the order in which they come. */
  random: () => number;
  /** Decides about one text after it was taken: its own sequence, so that other texts' timing does not change its fate. */
  fateOf(message: CarrierMessage): () => number;
  /** Runs `task` later; a closed carrier forgets it. */
  after(ms: number, task: () => void): void;
  /** Says that the state changed: wakes those who wait and has a snapshot written soon. */
  changed(): void;
  /** Resolves at the next change, or after `ms`. */
  nextChange(ms: number): Promise<void>;
  /** Phones that are machines: what each answers to every text. */
  answering: Map<string, string>;
  /** A text stands on a phone. */
  onArrival(message: CarrierMessage): void;
  /** Texts and callbacks that are still under way: `begin` and `end` count them. */
  underWay: number;
  begin(): void;
  end(): void;
  close(): void;
}

/** The machinery without a server around it. `onChange` is called once for each change. */
export function carrierOf(options: CarrierOptions, state: CarrierState, onChange: () => void): Carrier {
  const timers = new Set<NodeJS.Timeout>();
  const fates = new WeakMap<CarrierMessage, () => number>();
  const seed = options.seed ?? randomBytes(4).readUInt32LE();
  let waiting: (() => void)[] = [];

  function after(ms: number, task: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      task();
    }, ms);
    timers.add(timer);
    return timer;
  }

  return {
    options,
    state,
    random: randomFrom(seed),
    fateOf(message) {
      const fate = fates.get(message) ?? randomFrom(seed + 1 + message.serial);
      fates.set(message, fate);
      return fate;
    },
    answering: new Map(),
    onArrival() {},
    underWay: 0,
    begin() {
      this.underWay += 1;
    },
    // After a reset, what had begun before it still ends.
    end() {
      this.underWay = Math.max(this.underWay - 1, 0);
    },
    after: (ms, task) => void after(ms, task),
    changed() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
      onChange();
    },
    nextChange: (ms) =>
      new Promise((resolve) => {
        const timer = after(ms, resolve);
        waiting.push(() => {
          clearTimeout(timer);
          timers.delete(timer);
          resolve();
        });
      }),
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Twilio's identifiers: two letters for the kind and 32 hexadecimal digits. */
export function newSid(kind: "SM" | "MM" | "ME" | "RQ"): string {
  return kind + randomBytes(16).toString("hex");
}

// Mulberry32: small, and the same sequence for the same seed, which Math.random cannot promise.
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
