import type { Prisma } from "@prisma/client";
import { z } from "zod";
import type { RuleRef } from "#domain/compliance/rules/rule";
import type { Said, Voice } from "./gate.ts";
import { type GateRecord, gateNamed } from "./gates.ts";
import { evidenceOfOld, rulesOfOld, wordsOfOld } from "./old-records.ts";

/** A line of a why-record that can be put into words. */
export interface RecordLine {
  gate: string;
  title: string;
  said: Said;
  /** Without a capital and a period. */
  phrase: (voice: Voice) => string;
  /** The rules it names, as they were applied. */
  rules: RuleRef[];
}

const storedLine = z.object({
  gate: z.string(),
  saw: z.string(),
  said: z.enum(["pass", "wait", "skip", "expire"]),
  evidence: z.unknown().optional(),
});
type StoredLine = z.output<typeof storedLine>;

/** Reads a stored why-record. Empty when no gate was asked. Lines that no release writes are left out. */
export function readRecord(why: Prisma.JsonValue): RecordLine[] {
  if (!Array.isArray(why)) return [];
  return why.flatMap((line) => {
    const { data } = storedLine.safeParse(line);
    return data ? [readLine(data)] : [];
  });
}

/** Reads a line by its evidence. Without evidence that this release knows, by its words. */
export function readLine(line: GateRecord | StoredLine): RecordLine {
  const { gate: name, said, saw } = line;
  const gate = gateNamed(name);
  const known = gate?.evidence.safeParse(line.evidence ?? evidenceOfOld(name, saw));
  const describe = known?.success && gate ? (voice: Voice) => gate.describe(known.data, voice) : wordsOfOld(saw);
  return {
    gate: name,
    title: gate?.title ?? name,
    said,
    phrase: (voice) => {
      const phrase = describe(voice);
      return gate?.complete?.(phrase, said, voice.tense) ?? phrase;
    },
    rules: known?.success ? (gate?.rules?.(known.data) ?? []) : rulesOfOld(saw),
  };
}

/** For a merchant: times on the shop's clock, rules by their names. */
export function merchantVoice(tense: "present" | "past", formatTime: (at: Date) => string): Voice {
  return { tense, time: (iso) => formatTime(new Date(iso)), rule: ({ name }) => name };
}
