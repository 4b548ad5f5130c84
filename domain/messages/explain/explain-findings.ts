import type { Prisma } from "@prisma/client";
import type { Said } from "#domain/messages/gates/gate";
import type { GateRecord } from "#domain/messages/gates/gates";
import { merchantVoice, type RecordLine, readLine, readRecord } from "#domain/messages/gates/read-record";
import type { FormatTime } from "./explain.ts";
import { appliedRule, type BindingRule } from "./explain-rules.ts";

/** What one rule said of one text, for a person to read. */
export interface Finding {
  /** The gate's name in the why-record, or "source". */
  gate: string;
  title: string;
  said: Said;
  sentence: string;
  /** What it was judged by: a few words each. */
  inputs: string[];
  rules: BindingRule[];
  /** When it would say yes; null when it does, or when it never will by itself. */
  until: Date | null;
}

/** The findings of a stored why-record: what was true when it was written. Empty when no gate was asked. */
export function storedFindings(why: Prisma.JsonValue, formatTime: FormatTime): Finding[] {
  return readRecord(why).map((line) => findingFrom(line, formatTime));
}

/** What a gate said, in words. The rules are those that its record names. */
export function findingOf(record: GateRecord, formatTime: FormatTime): Finding {
  return findingFrom(readLine(record), formatTime);
}

function findingFrom({ gate, title, said, phrase, rules }: RecordLine, formatTime: FormatTime): Finding {
  const late = said === "expire" && gate !== "deadline" ? ": after its deadline" : "";
  return {
    ...{ gate, title, said, inputs: [], until: null },
    sentence: `${upperFirst(phrase(merchantVoice("present", formatTime)))}${late}.`,
    rules: rules.map(appliedRule),
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
