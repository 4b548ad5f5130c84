import type { z } from "zod";
import type { CapVerdict } from "#domain/compliance/frequency-cap";
import type { RuleRef } from "#domain/compliance/rules/rule";
import type { SendWindow } from "#domain/compliance/window";
import type { BindingRule, ShopHours } from "#domain/messages/explain/explain-rules";
import type { Reason } from "#domain/messages/reason";
import type { Purpose } from "#domain/messages/source";
import type { Place } from "#domain/places/place";

/**
 * What the gates may know about one person's text. People whose facts are equal share one verdict, so a fact says no more
 * about a person than the gates need: whether there is a number, not which one.
 */
export interface GateFacts {
  purpose: Purpose;
  expiresAt: Date;
  isShopLive: boolean;
  isSenderLive: boolean;
  /** Set when the provider's account may not text this number's country: when that is tried again. */
  regionHeldUntil: Date | null;
  /** False once the person's data is erased. */
  hasNumber: boolean;
  /** False for premium-rate, pager, satellite and the like: no text of ours may cause its reader a cost. */
  isTextable: boolean;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  isInvalid: boolean;
  /** Null when the number is not suppressed. */
  suppressedBecause: string | null;
  window: SendWindow;
  cap: CapVerdict;
  /** How many marketing texts the cap was judged by. */
  recentTexts: number;
  /** The caps on this person. */
  capLimits: CapLimits;
}

export interface CapLimits {
  texts: number;
  hours: number;
  byLaw: { texts: number; hours: number; rule: RuleRef }[];
}

export type Verdict = { kind: "send" } | Refusal;

export type Refusal =
  | { kind: "wait"; until: Date; because: Reason }
  /** Waits until the source lets it go on. */
  | { kind: "hold"; because: Reason }
  | { kind: "skip"; because: Reason }
  | { kind: "expire" };

export type Said = "pass" | "wait" | "skip" | "expire";

/** How evidence is put into words. */
export interface Voice {
  /** record: a few fixed words. present and past: a phrase about the present or about the past, without a period. */
  tense: "record" | "present" | "past";
  time: (iso: string) => string;
  rule: (rule: RuleRef) => string;
}

/** One gate. Everything that is particular to it is in its file; the registry of gates.ts is the only list. */
export interface Gate<Name extends string, Facts, Schema extends z.ZodType> {
  /** Why-records keep it: it never changes. */
  name: Name;
  title: string;
  /** What it was judged by, as why-records keep it. It may gain fields; what older releases wrote must still parse. */
  evidence: Schema;
  /** Pure. Depends on nothing but the facts and `now`. */
  judge(facts: Facts, now: Date): Judgment<Schema>;
  describe(evidence: z.output<Schema>, voice: Voice): string;
  /** Completes the phrase by what the gate said. */
  complete?(phrase: string, said: Said, tense: Voice["tense"]): string;
  /** The rules of law that the evidence names. */
  rules?(evidence: z.output<Schema>): RuleRef[];
  /** What a merchant is shown beside the verdict when a text is explained. */
  background?(about: Background, now: Date, formatTime: (at: Date) => string): Shown;
}

export interface Judgment<Schema extends z.ZodType> {
  evidence: z.output<Schema>;
  verdict: Verdict;
}

/** A gate that is asked about every text, with the facts that its judge may read. */
export interface PersonGate<Name extends string, Fact extends keyof GateFacts, Schema extends z.ZodType>
  extends Gate<Name, Pick<GateFacts, Fact>, Schema> {
  facts: readonly Fact[];
}

/** What is known about a person and a shop, for those who explain. */
export interface Background {
  purpose: Purpose;
  ruleSignature: string;
  marketingAt: Date[];
  suppressedBecause: string | null;
  suppressedAt: Date | null;
  consent: { state: string; source: string; occurredAt: Date } | null;
  places: Place[];
  shop: ShopHours;
}

export interface Shown {
  inputs: string[];
  /** In place of the rules that the evidence names. */
  rules?: BindingRule[];
}

/** Infers a gate's types: `judge` gets the declared facts only. */
export function personGate<const Name extends string, Fact extends keyof GateFacts, Schema extends z.ZodType>(
  gate: PersonGate<Name, Fact, Schema>,
): PersonGate<Name, Fact, Schema> {
  return gate;
}

/** The same for a gate that is asked later, about what the earlier ones let pass. */
export function laterGate<Facts>() {
  return <const Name extends string, Schema extends z.ZodType>(
    gate: Gate<Name, Facts, Schema>,
  ): Gate<Name, Facts, Schema> => gate;
}

export const PASS: Verdict = { kind: "send" };

export function skip(because: Reason): Verdict {
  return { kind: "skip", because };
}
