/** A text that is about to be sent, and what it would use. */
export interface SpendingText {
  id: string;
  sourceKind: string;
  sourceId: string;
  purpose: "marketing" | "transactional" | "compliance";
  parts: number;
  priceMicros: number;
}

/** A cap or a budget that applies to the slice, with what is used of it already. */
export interface Limit {
  /** campaign: its spend cap. day: the shop's. budget: a carrier's, of a day. */
  kind: "campaign" | "day" | "budget";
  /** The campaign, the shop, or the budget. */
  target: string;
  /** Millionths of a US dollar; of a budget, parts. */
  most: number;
  used: number;
  /** When its day is over; null for a campaign. */
  endsAt: Date | null;
  /** What the first text that did not fit would have used; null while all did. */
  refused: number | null;
}

export type SpendingReason = "spend-cap" | "carrier-budget";

/** What a verdict was judged by: how much of a limit is used. */
export type LimitUse = Pick<Limit, "kind" | "used" | "most">;

/** `limits` are those that granted it or, of those that refused it, the one that decides; none when none is on the text. */
export type SpendingVerdict =
  | { kind: "granted"; limits: LimitUse[] }
  /** May go again when the day that is used up is over. */
  | { kind: "wait"; until: Date; reason: SpendingReason; limits: LimitUse[] }
  /** Its campaign may not spend more: it is held until someone raises the cap. */
  | { kind: "hold"; reason: SpendingReason; limits: LimitUse[] };

/** What a slice does to one limit. */
export interface Charge {
  limit: Limit;
  amount: number;
  /** What the first text of the slice that did not fit would have used. */
  refused: number | null;
}

/**
 * Which of a slice's texts are granted: in their order, each that fits into every limit on it. Once a limit has refused
 * one, it refuses the slice's later ones too, so that cheap texts don't overtake dear ones for ever. Texts that people are owed
 * use the limits up and are never stopped by them.
 */
export function grantTexts(
  texts: SpendingText[],
  limits: Limit[],
): { verdicts: Map<string, SpendingVerdict>; charges: Charge[] } {
  const charges: Charge[] = limits.map((limit) => ({ limit, amount: 0, refused: null }));
  const verdicts = new Map(
    texts.map((text): [string, SpendingVerdict] => {
      const on = charges.filter(({ limit }) => appliesTo(limit, text));
      const objecting = isOwed(text) ? [] : on.filter((charge) => !fitsLimit(charge, text));
      if (objecting.length === 0) {
        for (const charge of on) charge.amount += amountOf(charge.limit, text);
        return [text.id, { kind: "granted", limits: usesOf(on) }];
      }
      // A test does not wait for tomorrow, so nothing has to wait behind it.
      if (text.sourceKind !== "test") for (const charge of objecting) charge.refused ??= amountOf(charge.limit, text);
      return [text.id, refusalOf(objecting)];
    }),
  );
  return { verdicts, charges };
}

/**
 * An order's text and the answer to a STOP are owed. A question for double opt-in is not, because strangers can cause any number of
 * them; nor is a merchant's test.
 */
function isOwed({ purpose, sourceKind }: SpendingText): boolean {
  if (purpose === "compliance") return true;
  return purpose === "transactional" && sourceKind !== "conversation" && sourceKind !== "test";
}

function appliesTo({ kind, target }: Limit, { sourceKind, sourceId }: SpendingText): boolean {
  return kind !== "campaign" || (sourceKind === "campaign" && sourceId === target);
}

function fitsLimit({ limit, amount, refused }: Charge, text: SpendingText): boolean {
  return refused === null && limit.used + amount + amountOf(limit, text) <= limit.most;
}

function amountOf({ kind }: Limit, { parts, priceMicros }: SpendingText): number {
  return kind === "budget" ? parts : priceMicros;
}

/** A campaign's cap outweighs a day's: no morning lifts it. Of several days the one that ends last decides. */
function refusalOf(objecting: Charge[]): SpendingVerdict {
  const campaign = objecting.find(({ limit }) => limit.endsAt === null);
  if (campaign) return { kind: "hold", reason: "spend-cap", limits: usesOf([campaign]) };
  const [last] = objecting.toSorted((a, b) => (b.limit.endsAt?.getTime() ?? 0) - (a.limit.endsAt?.getTime() ?? 0));
  const until = last?.limit.endsAt;
  if (!last || !until) throw new Error("A limit that objects has a day that ends, or is a campaign's.");
  const reason = last.limit.kind === "budget" ? "carrier-budget" : "spend-cap";
  return { kind: "wait", until, reason, limits: usesOf([last]) };
}

function usesOf(charges: Charge[]): LimitUse[] {
  return charges.map(({ limit: { kind, used, most }, amount }) => ({ kind, used: used + amount, most }));
}
