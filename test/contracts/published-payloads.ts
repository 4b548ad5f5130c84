import { readFileSync } from "node:fs";
import { PUBLISHED } from "@cartbell/sim/data";

const data = new URL("webhooks/", PUBLISHED);

/** A JSON schema as far as the published ones go. `true` takes anything. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema | true>;
  items?: Schema | boolean;
  anyOf?: Schema[];
}

/** Shopify's schema of a topic's payload; see sim/data/README.md for where each is from. */
export function publishedSchema(topic: string): Schema {
  const schema = JSON.parse(readFileSync(new URL(`schemas/${topic}.json`, data), "utf8")) as Schema; // vendored
  // The order of the sample that it was drawn from has no refunds; they are those of refunds/create.
  if (!topic.startsWith("orders/")) return schema;
  return {
    ...schema,
    properties: { ...schema.properties, refunds: { type: "array", items: publishedSchema("refunds/create") } },
  };
}

/** Shopify's sample of a topic's payload, byte for byte. */
export function publishedSample(topic: string): string {
  return readFileSync(new URL(`samples/${topic}.json`, data), "utf8");
}

/**
 * The schema of a member; null when the schema has none of that name. A key counts as published when the schema has it
 * or the sample does: each lacks a few that the other has. `true` where the schema takes anything.
 */
export function memberOf(schema: Schema | true, name: string): Schema | true | null {
  if (schema === true) return true;
  const found = [schema.properties?.[name], ...(schema.anyOf ?? []).map((one) => memberOf(one, name))];
  const [first, ...others] = found.filter((one) => one !== undefined && one !== null);
  if (first === undefined) return null;
  return others.length === 0 ? first : { anyOf: [first, ...others].map((one) => (one === true ? {} : one)) };
}

export function itemOf(schema: Schema | true): Schema | true | null {
  if (schema === true) return true;
  const found = [schema.items, ...(schema.anyOf ?? []).map(itemOf)].filter(
    (one) => typeof one === "object" || one === true,
  );
  const [first, ...others] = found.filter((one) => one !== null);
  if (first === undefined) return null;
  return others.length === 0 ? first : { anyOf: [first, ...others].map((one) => (one === true ? {} : one)) };
}

/** Paths of a payload that neither the schema nor the sample has. */
export function unpublishedKeys(payload: unknown, schema: Schema | true | null, sample: unknown, path = ""): string[] {
  if (Array.isArray(payload)) {
    const items = schema === null ? null : itemOf(schema);
    const samples = Array.isArray(sample) ? sample : [];
    const union = Object.assign({}, ...samples.filter(isObject)) as unknown;
    return [...new Set(payload.flatMap((one) => unpublishedKeys(one, items, union, `${path}[]`)))];
  }
  if (!isObject(payload)) return [];
  return Object.entries(payload).flatMap(([name, value]) => {
    const member = schema === null ? null : memberOf(schema, name);
    const inSample = isObject(sample) && name in sample;
    if (member === true) return [];
    if (member === null && !inSample) return [`${path}.${name}`];
    return unpublishedKeys(value, member, inSample ? sample[name] : null, `${path}.${name}`);
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
