import { z } from "zod";
import type { Condition } from "#domain/segments/condition";
import type { Bounds, Period } from "#domain/segments/period";

/** Under which heading the builder offers a rule. */
export type RuleGroup = "Orders" | "Texts" | "Person" | "Consent" | "Flows and lists";

/** One thing to fill in, for the builder: its name is the rule's property. */
export interface Field {
  name: string;
  label: string;
  /** words: any words, several. suggest says what there is to choose from (domain/segments/suggestions.ts). */
  kind: "whole-number" | "money" | "choice" | "choices" | "period" | "places" | "words" | "one-of" | "text";
  choices?: { value: string; label: string }[];
  suggest?: "tags" | "products" | "zones" | "campaigns" | "flows" | "lists" | "properties";
  /** May be null: the rule then says nothing about it. */
  isOptional?: boolean;
  least?: number;
  most?: number;
}

/** What words depend on beside the rule. */
export interface Words {
  /** ISO 4217 code of the shop's money. */
  currency: string;
}

/** "People ‹in Florida›", or "People who ‹spent at least $100›". */
export interface Phrase {
  kind: "are" | "who";
  text: string;
}

/** A value of a rule, and as what PostgreSQL is to take it. */
export type Value = string | number | Date | string[];
export type ValueType = "text" | "text[]" | "int8" | "float8" | "date" | "uuid" | "timestamptz" | "jsonb[]";

/** What a rule's SQL is written with. The shop is $1. */
export interface Asking {
  /** The place of a value, cast to a type: nothing of a rule is ever part of the text. */
  value(value: Value, type: ValueType): string;
  /** When a period is, as of the moment that is asked about. */
  bounds(period: Period): Bounds;
}

export interface RuleType<Schema extends z.ZodObject = z.ZodObject> {
  /** Offered in the builder as this. */
  label: string;
  group: RuleGroup;
  /** Each rule has its `type`. */
  schema: Schema;
  /** What a new rule begins with. Need not be complete. */
  blank: z.input<Schema> | Record<string, unknown>;
  fields: Field[];
  phrase(rule: z.infer<Schema>, isNegated: boolean, words: Words): Phrase;
  compile(rule: z.infer<Schema>, asking: Asking): Condition;
}

/** A rule type as it is written, with its configuration inferred from its schema. */
export function ruleType<Schema extends z.ZodObject>(definition: RuleType<Schema>): RuleType<Schema> {
  return definition;
}

/** Words that a merchant chose, as they stand where they are looked for, or typed. PostgreSQL stores no NUL, and no half of a surrogate pair. */
export const words = z
  .string()
  .max(255)
  .refine((text) => text.trim() !== "")
  .refine((text) => !text.includes("\0"), "Remove the invisible character (NUL).")
  .refine((text) => text.isWellFormed(), "Remove the invalid character.");

/** Some of what there is to choose from. */
export const several = z.array(words).min(1).max(100);
