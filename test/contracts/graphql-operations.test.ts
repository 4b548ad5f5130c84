import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { PUBLISHED } from "@cartbell/sim/data";
import { buildClientSchema, type IntrospectionQuery, NoDeprecatedCustomRule, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import * as fragments from "#shopify/record/fragments";

// Every operation of ours, against the schema that Shopify publishes: a field that was renamed fails here and not in a
// merchant's store. A template literal counts as an operation when it begins with #graphql.

const root = fileURLToPath(new URL("../..", import.meta.url));
const schema = buildClientSchema(introspection());
/** `${NAME}` in a document is a fragment of shopify/record/fragments.ts. */
const withFragments = (document: string) =>
  document.replaceAll(/\$\{([A-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(fragments, name) ? String(Reflect.get(fragments, name)).replace("#graphql", "") : whole,
  );
const operations = globSync("{app,domain,platform,providers,shopify,workers,extensions}/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !/\.test\.tsx?$/.test(file) && file !== "shopify/record/fragments.ts")
  .flatMap((file) =>
    [...readFileSync(`${root}/${file}`, "utf8").matchAll(/`#graphql\b([^`]*)`/g)].map(([, document = ""]) => ({
      file,
      document: withFragments(document),
    })),
  );

test("operations are found where they are", () => {
  expect(operations.map(({ file }) => file)).toContain("shopify/shop-details.ts");
});

describe("every operation is valid against the published Admin schema", () => {
  test.each(operations)("in $file", ({ document }) => {
    expect(document).not.toContain("${"); // what is put together at run time cannot be checked
    const errors = validate(schema, parse(document));
    expect(errors.map((error) => error.message)).toEqual([]);
  });

  test.each(operations)("without anything deprecated, in $file", ({ document }) => {
    expect(validate(schema, parse(document), [NoDeprecatedCustomRule]).map((error) => error.message)).toEqual([]);
  });

  test("and a field that is deprecated is noticed", () => {
    const errors = validate(schema, parse("query { shop { billingAddress { id } } }"), [NoDeprecatedCustomRule]);
    expect(errors[0]?.message).toContain("Shop.billingAddress is deprecated");
  });

  test("and a field that does not exist is noticed", () => {
    const errors = validate(schema, parse("query { shop { nmae } }"));
    expect(errors[0]?.message).toContain('Cannot query field "nmae"');
  });
});

function introspection(): IntrospectionQuery {
  const file = new URL("admin_2026-10.json.gz", PUBLISHED);
  const parsed: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
  // The published file is the answer to the introspection query, with or without its envelope.
  return ((parsed as { data?: IntrospectionQuery }).data ?? parsed) as IntrospectionQuery;
}
