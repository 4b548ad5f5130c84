import { z } from "zod";
import { storableText } from "#platform/sql/storable";

/** The type of a property's values. A name has one type in a shop. Runs in the browser. */
export const propertyType = z.enum(["text", "number", "yes-no", "date", "list"]);
export type PropertyType = z.infer<typeof propertyType>;

/** A date is "2026-11-30". */
export type PropertyValue = string | number | boolean | string[];

export interface Property {
  name: string;
  type: PropertyType;
  value: PropertyValue;
}

export const MOST_NAMES = 100;
const LONGEST_NAME = 40;
const LONGEST_TEXT = 1_000;
const LONGEST_ITEM = 255;
const MOST_ITEMS = 50;

const NAME = /^[a-z][a-z0-9_]*$/;

/** A property's name as it is stored and as a merge tag has it. */
export const propertyName = z.string().max(LONGEST_NAME).regex(NAME);

/** "Favorite color" → "favorite_color". Null when nothing of it can be a name. */
export function toPropertyName(typed: string): string | null {
  const name = typed
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "")
    .slice(0, LONGEST_NAME)
    .replace(/_+$/, "");
  return NAME.test(name) ? name : null;
}

const date = z.iso.date().refine((text) => text >= "1900-01-01" && text <= "2199-12-31");
const YES = new Set(["yes", "true", "y", "1"]);
const NO = new Set(["no", "false", "n", "0"]);

/** Reads a value as a property of this type: what was typed, or what another program sent. Null when it isn't one. */
export function readPropertyValue(type: PropertyType, given: unknown): PropertyValue | null {
  switch (type) {
    case "text":
      return readText(given, LONGEST_TEXT);
    case "number": {
      const number = typeof given === "string" && given.trim() !== "" ? Number(given.trim()) : given;
      return typeof number === "number" && Number.isFinite(number) ? number : null;
    }
    case "yes-no": {
      if (typeof given === "boolean") return given;
      const word = String(given).trim().toLowerCase();
      if (YES.has(word)) return true;
      return NO.has(word) ? false : null;
    }
    case "date":
      return date.safeParse(typeof given === "string" ? given.trim() : given).data ?? null;
    case "list":
      return readList(given);
  }
}

function readText(given: unknown, longest: number): string | null {
  if (typeof given !== "string" && typeof given !== "number" && typeof given !== "boolean") return null;
  const text = storableText(String(given)).trim();
  return text !== "" && text.length <= longest ? text : null;
}

function readList(given: unknown): string[] | null {
  const items = typeof given === "string" ? given.split(",") : given;
  if (!Array.isArray(items)) return null;
  const texts = items.map((item) => readText(item, LONGEST_ITEM)).filter((item) => item !== null);
  const list = [...new Set(texts)];
  return list.length > 0 && list.length <= MOST_ITEMS ? list : null;
}

/** How a value reads on a screen and in a text. */
export function propertyInWords(value: PropertyValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
