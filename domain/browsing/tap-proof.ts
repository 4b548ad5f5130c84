import type { Context } from "#domain/context";

/** The parameter under which a landing page carries the proof of the tap that led there. */
export const TAP_PARAMETER = "cartbell_tap";

const SLOT_MS = 60_000;
/** A page is open long enough for the visitor to accept cookies, which is when the store's pixels start. */
const GOOD_FOR_SLOTS = 30;
/** 132 bits. */
const PROOF_CHARACTERS = 22;

interface Tap {
  /** Of the short link. */
  code: string;
  /** The network that the tap came from, as the operator's own proxies saw it. */
  network: string;
}

/**
 * Proves that this network opened this link now. Only we can make it, nothing is stored for it, and it is of no use on another
 * network or half an hour later: a landing page's address that was copied to others makes none of their browsers known.
 */
export function proveTap(ctx: Pick<Context, "hashPhone" | "clock">, tap: Tap): string {
  const slot = Math.floor(ctx.clock.now().getTime() / SLOT_MS);
  return `${slot.toString(36)}.${macOf(ctx, tap, slot)}`;
}

export function isTapProven(ctx: Pick<Context, "hashPhone" | "clock">, tap: Tap, proof: string): boolean {
  const [, digits = "", mac = ""] = /^([0-9a-z]{1,8})\.([\w-]{22})$/.exec(proof) ?? [];
  if (mac === "") return false;
  const slot = Number.parseInt(digits, 36);
  const age = Math.floor(ctx.clock.now().getTime() / SLOT_MS) - slot;
  return age >= -1 && age <= GOOD_FOR_SLOTS && macOf(ctx, tap, slot) === mac;
}

function macOf({ hashPhone }: Pick<Context, "hashPhone">, { code, network }: Tap, slot: number): string {
  return hashPhone(`tap of ${code} from ${network} at ${slot}`).slice(0, PROOF_CHARACTERS);
}
