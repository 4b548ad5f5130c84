import { z } from "zod";

/**
 * What an exporter posts to /v1/traces as JSON: ExportTraceServiceRequest of opentelemetry-proto 1.7, in the mapping that OTLP
 * prescribes (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids in hex, 64-bit integers as decimal strings,
 * enums as numbers, names in lowerCamelCase. A real collector passes over names that it doesn't know; this one refuses them, so that
 * a test finds them.
 */

const hexId = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`))
    .transform((id) => id.toLowerCase())
    .refine((id) => !/^0+$/.test(id), "all zeros is no id");
const int64 = z.union([z.string().regex(/^-?\d{1,19}$/), z.int()]);
const time = z.union([z.string().regex(/^\d{1,20}$/), z.int().min(0)]).transform(BigInt);
const count = z.int().min(0).default(0);
const schemaUrl = z.string().optional();

export type AttributeValue = string | number | boolean | null | AttributeValue[] | { [key: string]: AttributeValue };

/** AnyValue: one of its kinds, or none for an empty value. */
const anyValue: z.ZodType<AttributeValue> = z.lazy(() =>
  z
    .strictObject({
      stringValue: z.string(),
      boolValue: z.boolean(),
      intValue: int64.transform(Number),
      doubleValue: z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number)]),
      arrayValue: z.strictObject({ values: z.array(anyValue).default([]) }).transform(({ values }) => values),
      kvlistValue: z.strictObject({ values: attributes }).transform(({ values }) => values),
      bytesValue: z.base64(),
    })
    .partial()
    .refine((value) => Object.keys(value).length <= 1, "a value has one kind")
    .transform((value) => Object.values(value)[0] ?? null),
);

const attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: anyValue }))
  .default([])
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "keys are unique")
  .transform((list): Record<string, AttributeValue> => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const event = z.strictObject({
  timeUnixNano: time,
  name: z.string(),
  attributes,
  droppedAttributesCount: count,
});

const link = z.strictObject({
  traceId: hexId(16),
  spanId: hexId(8),
  traceState: z.string().optional(),
  attributes,
  droppedAttributesCount: count,
  flags: z.int().min(0).optional(),
});

const span = z
  .strictObject({
    traceId: hexId(16),
    spanId: hexId(8),
    traceState: z.string().optional(),
    parentSpanId: z.union([z.literal("").transform(() => null), hexId(8)]).default(null),
    flags: z.int().min(0).optional(),
    name: z.string().min(1),
    /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer */
    kind: z.int().min(0).max(5).default(0),
    startTimeUnixNano: time,
    endTimeUnixNano: time,
    attributes,
    droppedAttributesCount: count,
    events: z.array(event).default([]),
    droppedEventsCount: count,
    links: z.array(link).default([]),
    droppedLinksCount: count,
    /** 0 unset, 1 ok, 2 error */
    status: z.strictObject({ message: z.string().optional(), code: z.int().min(0).max(2).default(0) }).prefault({}),
  })
  .refine((it) => it.endTimeUnixNano >= it.startTimeUnixNano, "a span ends after it began");

const scope = z.strictObject({
  name: z.string().optional(),
  version: z.string().optional(),
  attributes,
  droppedAttributesCount: count,
});

export const exportRequest = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z
        .strictObject({ attributes, droppedAttributesCount: count, entityRefs: z.array(z.unknown()).optional() })
        .prefault({}),
      scopeSpans: z.array(z.strictObject({ scope: scope.prefault({}), spans: z.array(span), schemaUrl })),
      schemaUrl,
    }),
  ),
});

export type ExportRequest = z.output<typeof exportRequest>;
export type ReportedSpan = z.output<typeof span>;
