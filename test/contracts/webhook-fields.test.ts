import { subscribedTopics } from "@cartbell/sim/shop/subscribed-topics";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { readsOf, webhookTopics } from "#shopify/events";
import { APP_CONFIG } from "../../bin/root.ts";
import { isObject, itemOf, memberOf, publishedSample, publishedSchema, type Schema } from "./published-payloads.ts";

// A field that the store does not send is a field that is always missing: every one that we read must be published.

describe("what we read of a webhook is published", () => {
  test.each(webhookTopics)("of %s", (topic) => {
    const reads = readsOf(topic);
    if (!reads) throw new Error(`${topic} has no translator.`);
    expect(unpublishedReads(reads, publishedSchema(topic), JSON.parse(publishedSample(topic)))).toEqual([]);
  });

  test("and asked for, where a subscription is cut down to some fields", () => {
    for (const [topic, fields] of subscribedTopics(APP_CONFIG))
      if (fields)
        expect(new Set(fieldsOf(readsOf(topic)).map((path) => path.split(".")[1])), topic).toEqual(new Set(fields));
  });

  test("and a field that no store sends is noticed", () => {
    const reads = readsOf("orders/updated");
    if (!reads) throw new Error("No translator.");
    const { checkout_token: _, ...others } = publishedSchema("orders/updated").properties ?? {};
    expect(unpublishedReads(reads, { properties: others }, {})).toEqual([".checkout_token"]);
  });

  test("the fields of a refund inside of an order are looked at too", () => {
    expect(fieldsOf(readsOf("orders/updated"))).toContain(".refunds[].transactions[].amount");
  });
});

function unpublishedReads(reads: z.ZodType, schema: Schema, sample: unknown): string[] {
  return fieldsOf(reads).filter((path) => !isPublished(path, schema, sample));
}

function isPublished(path: string, schema: Schema, sample: unknown): boolean {
  let at: Schema | true | null = schema;
  let shown: unknown = sample;
  for (const part of path.match(/\[\]|[^.[\]]+/g) ?? []) {
    if (part === "[]") {
      at = at && itemOf(at);
      shown = Array.isArray(shown) ? shown[0] : undefined;
    } else {
      at = at && memberOf(at, part);
      shown = isObject(shown) && part in shown ? shown[part] : undefined;
    }
    if (at === true) return true;
    if (at === null && shown === undefined) return false;
  }
  return true;
}

/** What zod keeps of a schema, as far as ours use it. */
interface Definition {
  type: string;
  shape?: Record<string, Node>;
  element?: Node;
  innerType?: Node;
  in?: Node;
  options?: Node[];
}
interface Node {
  _zod: { def: Definition };
}

/** The paths of all fields that a schema reads: ".customer.id", ".refunds[].transactions[].amount". */
function fieldsOf(reads: z.ZodType | undefined): string[] {
  return reads ? pathsIn(reads as unknown as Node, "") : []; // zod's own description of itself
}

function pathsIn({ _zod: { def } }: Node, path: string): string[] {
  const inner = def.element ? [] : [def.innerType, def.in, ...(def.options ?? [])].filter((one) => one !== undefined);
  return [
    ...Object.entries(def.shape ?? {}).flatMap(([name, node]) => [
      `${path}.${name}`,
      ...pathsIn(node, `${path}.${name}`),
    ]),
    ...(def.element ? pathsIn(def.element, `${path}[]`) : []),
    ...inner.flatMap((node) => pathsIn(node, path)),
  ];
}
