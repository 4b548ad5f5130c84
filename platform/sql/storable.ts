import type { Prisma } from "@prisma/client";

/** A text that PostgreSQL takes: without null bytes, and without halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** A value as a jsonb parameter. */
export function storableJson(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? storableText(part) : part));
}

/** A value as Prisma takes it for a jsonb column. */
export function storableValue(value: object): Prisma.InputJsonValue {
  return JSON.parse(storableJson(value)) as Prisma.InputJsonValue; // it was just written as JSON
}
