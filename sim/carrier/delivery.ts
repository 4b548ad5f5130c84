import { reportStatus } from "./callbacks.ts";
import type { Carrier } from "./carrier.ts";
import { drawMishap, drawMs } from "./faults.ts";
import type { CarrierMessage, CarrierNumber } from "./state.ts";

/** How long a text takes at a delay scale of 1: to reach the network, then the phone. */
const sendMs: [number, number] = [30, 120];
const deliverMs: [number, number] = [200, 900];

/** Twilio keeps ten hours of a number's throughput (twilio.com/docs/api/errors/30001) and refuses what is beyond. */
const queueSeconds = 36_000;

/** Texts waiting for one of our numbers to be free. */
export interface Lane {
  waiting: CarrierMessage[];
  /** How many at the beginning of `waiting` have left: taking them out one by one would be slow in a long line. */
  gone: number;
  waitingParts: number;
  /** Real time, in milliseconds. */
  freeAt: number;
  /** Real time of the last look for texts that ran out of time further down the line. */
  sweptAt: number;
  isPumping: boolean;
}

export type Lanes = Map<string, Lane>;

/** True when the number's queue has no room for another text. */
export function isQueueFull(lanes: Lanes, number: CarrierNumber): boolean {
  return laneOf(lanes, number.phone).waitingParts >= number.partsPerSecond * queueSeconds;
}

/** Puts a text at the end of its number's line and sees that the line moves. */
export function enqueue(carrier: Carrier, lanes: Lanes, message: CarrierMessage): void {
  const lane = laneOf(lanes, message.from);
  lane.waiting.push(message);
  lane.waitingParts += message.parts;
  carrier.begin();
  if (!lane.isPumping) pump(carrier, lane);
}

function laneOf(lanes: Lanes, phone: string): Lane {
  let lane = lanes.get(phone);
  if (!lane) {
    lane = { waiting: [], gone: 0, waitingParts: 0, freeAt: 0, sweptAt: 0, isPumping: false };
    lanes.set(phone, lane);
  }
  return lane;
}

// Sends what the number's throughput allows now and comes back when the next text may leave; at least once a second,
// because a text can run out of time while it waits.
function pump(carrier: Carrier, lane: Lane): void {
  lane.isPumping = false;
  const now = Date.now();
  const storyNow = carrier.options.clock.now().getTime();
  sweep(carrier, lane, now, storyNow);
  for (let message = lane.waiting[lane.gone]; message && lane.freeAt <= now; message = lane.waiting[lane.gone]) {
    lane.gone += 1;
    lane.waitingParts -= message.parts;
    if (message.expiresAt <= storyNow) {
      finish(carrier, message, "failed", 30036);
      continue;
    }
    const partsPerSecond = carrier.state.numbers.get(message.from)?.partsPerSecond ?? 1;
    lane.freeAt = Math.max(lane.freeAt, now - 20) + (message.parts * 1000) / partsPerSecond;
    send(carrier, message);
  }
  if (lane.gone > 1000 || lane.gone === lane.waiting.length) {
    lane.waiting.splice(0, lane.gone);
    lane.gone = 0;
  }
  if (lane.waiting.length === 0) return;
  lane.isPumping = true;
  carrier.after(Math.min(Math.max(lane.freeAt - now, 1), 1000), () => pump(carrier, lane));
}

// Fails, once a second, what ran out of time anywhere in the line.
function sweep(carrier: Carrier, lane: Lane, now: number, storyNow: number): void {
  if (now - lane.sweptAt < 1000) return;
  lane.sweptAt = now;
  const waiting = lane.waiting.slice(lane.gone);
  lane.gone = 0;
  lane.waiting = waiting.filter((message) => message.expiresAt > storyNow);
  for (const message of waiting) {
    if (message.expiresAt > storyNow) continue;
    lane.waitingParts -= message.parts;
    finish(carrier, message, "failed", 30036);
  }
}

function send(carrier: Carrier, message: CarrierMessage): void {
  const refused = failureBeforeSending(carrier, message);
  if (refused !== null) {
    finish(carrier, message, "failed", refused);
    return;
  }
  const scale = carrier.options.delayScale ?? 1;
  const random = carrier.fateOf(message);
  message.status = "sending";
  carrier.after(drawMs(sendMs, random) * scale, () => {
    message.sentAt = Date.now();
    moveTo(carrier, message, "sent", null);
    carrier.after(drawMs(deliverMs, random) * scale, () => arrive(carrier, message));
  });
}

/**
 * Codes of Twilio's own: the text fails before it leaves for a carrier, without a "sent", and its status is "failed". What a
 * carrier reports comes after "sent" and is "undelivered".
 */
const ownCodes = new Set([
  ...[30001, 30002, 30010, 30020, 30021, 30032, 30033, 30034, 30035, 30036, 30037, 30044, 30450, 30454, 30500],
  ...[21610, 21408, 63038, 60728, 10001, 90010, 14107, 20003, 20403],
]);

function failureBeforeSending(carrier: Carrier, message: CarrierMessage): number | null {
  if (message.direction !== "outbound-api") return null;
  const own = carrier.state.faults.fail.filter(({ code }) => ownCodes.has(code));
  return drawMishap(own, message, carrier.fateOf(message));
}

/** Continues with a text that had left before the carrier was restarted. */
export function arrive(carrier: Carrier, message: CarrierMessage): void {
  const theirs = carrier.state.faults.fail.filter(({ code }) => !ownCodes.has(code));
  const code = drawMishap(theirs, message, carrier.fateOf(message));
  if (code === null) message.shownAt = carrier.options.clock.now().getTime();
  finish(carrier, message, code === null ? "delivered" : "undelivered", code);
  if (code === null) carrier.onArrival(message);
}

function finish(
  carrier: Carrier,
  message: CarrierMessage,
  status: "delivered" | "undelivered" | "failed",
  code: number | null,
): void {
  moveTo(carrier, message, status, code);
  carrier.end();
  carrier.changed();
}

function moveTo(
  carrier: Carrier,
  message: CarrierMessage,
  status: CarrierMessage["status"],
  code: number | null,
): void {
  message.status = status;
  message.errorCode = code;
  message.updatedAt = Date.now();
  reportStatus(carrier, message);
  carrier.changed();
}
