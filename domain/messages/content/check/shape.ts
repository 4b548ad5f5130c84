import type { MergeTag } from "#domain/messages/content/merge-tags";
import { isGsm } from "#domain/messages/content/parts";
import { propertyName } from "#domain/subscribers/properties/property";

/** What a name in a template stands for, as far as it can be known without a recipient. */
export type Shape = TextShape | ListShape | ObjectShape | { kind: "any" };

export interface TextShape {
  kind: "text";
  /** Characters of the longest value. Infinity: no bound is known. */
  longest: number;
  /** True when every value has only characters of the basic SMS alphabet. */
  isPlain: boolean;
  isNumber: boolean;
  /** The value, when the template itself has it. */
  literal?: string | number;
}

export interface ListShape {
  kind: "list";
  /** Items of the longest list. */
  most: number;
  of: Shape;
}

export interface ObjectShape {
  kind: "object";
  fields: Map<string, Shape>;
  /** Of names that are not known beforehand. */
  others?: (name: string) => Shape | undefined;
}

export const ANY: Shape = { kind: "any" };

/** Characters of a value whose tag does not say more: longer ones are cut (bounded-variables.ts). */
export const LONGEST_VALUE = 100;
/** Of a web address: a longer one is left out, because a part of it leads nowhere. */
export const LONGEST_ADDRESS = 250;
/** Items that a list gives to a text. */
export const MOST_ITEMS = 10;
/** JavaScript writes no number longer. */
const LONGEST_NUMBER = 25;

export function textShape(longest: number, isPlain = false): TextShape {
  return { kind: "text", longest, isPlain, isNumber: false };
}

export function numberShape(literal?: number): TextShape {
  const longest = literal === undefined ? LONGEST_NUMBER : String(literal).length;
  return { kind: "text", longest, isPlain: true, isNumber: true, ...(literal === undefined ? {} : { literal }) };
}

export function quotedShape(literal: string): TextShape {
  return { kind: "text", longest: literal.length, isPlain: isGsm(literal), isNumber: false, literal };
}

/** Any property of a person may be named; one that the person doesn't have is empty. */
const PROPERTIES: ObjectShape = {
  kind: "object",
  fields: new Map(),
  others: (name) => (propertyName.safeParse(name).success ? textShape(LONGEST_VALUE) : undefined),
};

/** The names that a text may use, as one object: "cart.total" is the field total of cart. */
export function shapeOfTags(tags: MergeTag[]): ObjectShape {
  const root: ObjectShape = { kind: "object", fields: new Map() };
  for (const tag of tags) {
    const names = tag.name.split(".");
    let at = root;
    for (const name of names.slice(0, -1)) {
      const next = at.fields.get(name);
      const inner: ObjectShape = next?.kind === "object" ? next : { kind: "object", fields: new Map() };
      at.fields.set(name, inner);
      at = inner;
    }
    at.fields.set(names.at(-1) ?? tag.name, shapeOfTag(tag));
  }
  const customer = root.fields.get("customer") ?? { kind: "object", fields: new Map() };
  if (customer.kind === "object" && !customer.fields.has("properties")) customer.fields.set("properties", PROPERTIES);
  root.fields.set("customer", customer);
  return root;
}

function shapeOfTag({ name, longest, isPlain, each }: MergeTag): Shape {
  if (each) return { kind: "list", most: MOST_ITEMS, of: shapeOfTags(each) };
  return textShape(longest ?? (/(^|\.|_)url$/.test(name) ? LONGEST_ADDRESS : LONGEST_VALUE), isPlain ?? false);
}

/** What is one of the two. */
export function eitherShape(left: Shape, right: Shape): Shape {
  if (left.kind === "any" || right.kind === "any") return ANY;
  if (left.kind === "text" && right.kind === "text")
    return {
      kind: "text",
      longest: Math.max(left.longest, right.longest),
      isPlain: left.isPlain && right.isPlain,
      isNumber: left.isNumber && right.isNumber,
    };
  if (left.kind === "list" && right.kind === "list")
    return { kind: "list", most: Math.max(left.most, right.most), of: eitherShape(left.of, right.of) };
  return left.kind === right.kind && sameFields(left, right) ? left : ANY;
}

function sameFields(left: Shape, right: Shape): boolean {
  if (left.kind !== "object" || right.kind !== "object") return false;
  return [...left.fields.keys()].join() === [...right.fields.keys()].join();
}

/** The longest that is written for it. */
export function writtenLength(shape: Shape): { longest: number; isPlain: boolean } {
  if (shape.kind === "text") return shape;
  if (shape.kind === "list") {
    const of = writtenLength(shape.of);
    return { longest: shape.most * of.longest, isPlain: of.isPlain };
  }
  return { longest: Number.POSITIVE_INFINITY, isPlain: false };
}
