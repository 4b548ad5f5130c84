/**
 * Arrays as PostgreSQL reads them in its binary format (array_recv in utils/adt/arrayfuncs.c), for parameters of hot
 * statements: as text every element is escaped, bytes grow to twice their size in hex, and the server undoes all of it.
 * node-postgres sends a Buffer as it is, in binary format.
 */

/** Of element types, from pg_type. */
const BYTEA = 17;
const TEXT = 25;
const INT4 = 23;
const TIMESTAMPTZ = 1184;
const BOOLEAN = 16;
const JSONB = 3802;
/** PostgreSQL counts microseconds from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const UUID = 2950;
const UUID_BYTES = 16;

const HEAD_BYTES = 20;

/** A bytea[] parameter. */
export function byteaArray(values: Buffer[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + value.length, HEAD_BYTES);
  const array = headOf(BYTEA, values.length, false, size);
  let at = HEAD_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value.length, at);
    at += value.copy(array, at);
  }
  return array;
}

/** A text[] parameter; cast its elements in the statement for other types. */
export function textArray(values: (string | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value === null ? 0 : Buffer.byteLength(value)), HEAD_BYTES);
  const array = headOf(TEXT, values.length, values.includes(null), size);
  let at = HEAD_BYTES;
  for (const value of values) {
    const length = value === null ? -1 : array.write(value, at + 4);
    array.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return array;
}

/** An int4[] parameter. */
export function int4Array(values: number[]): Buffer {
  const array = headOf(INT4, values.length, false, HEAD_BYTES + values.length * 8);
  let at = HEAD_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(4, at);
    at = array.writeInt32BE(value, at);
  }
  return array;
}

/** A timestamptz[] parameter. */
export function timestampArray(values: Date[]): Buffer {
  const array = headOf(TIMESTAMPTZ, values.length, false, HEAD_BYTES + values.length * 12);
  let at = HEAD_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(8, at);
    at = array.writeBigInt64BE(BigInt((value.getTime() - EPOCH_MS) * 1_000), at);
  }
  return array;
}

/** A uuid[] parameter, of ids that lie one after the other as `newIdBytes` makes them. */
export function uuidArray(ids: Buffer): Buffer {
  const count = ids.length / UUID_BYTES;
  const array = headOf(UUID, count, false, HEAD_BYTES + count * (4 + UUID_BYTES));
  for (let index = 0; index < count; index += 1) {
    const at = array.writeInt32BE(UUID_BYTES, HEAD_BYTES + index * (4 + UUID_BYTES));
    ids.copy(array, at, index * UUID_BYTES, (index + 1) * UUID_BYTES);
  }
  return array;
}

/** PostgreSQL's oid of an element type, and how one value is written in its binary format. */
interface ElementType {
  oid: number;
  /** Bytes of this value; null: it isn't of this type. */
  sizeOf(value: unknown): number | null;
  write(array: Buffer, value: never, at: number): void;
}

const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** The version of jsonb's binary format, before the text. */
const JSONB_VERSION = 1;

const elementTypes: Record<string, ElementType> = {
  uuid: {
    oid: UUID,
    sizeOf: (value) => (typeof value === "string" && UUID_TEXT.test(value) ? UUID_BYTES : null),
    write: (array, value: string, at) => array.write(value.replaceAll("-", ""), at, "hex"),
  },
  text: {
    oid: TEXT,
    sizeOf: (value) => (typeof value === "string" ? Buffer.byteLength(value) : null),
    write: (array, value: string, at) => array.write(value, at),
  },
  jsonb: {
    oid: JSONB,
    sizeOf: (value) => (typeof value === "string" ? 1 + Buffer.byteLength(value) : null),
    write: (array, value: string, at) => array.write(value, array.writeUInt8(JSONB_VERSION, at)),
  },
  timestamptz: {
    oid: TIMESTAMPTZ,
    sizeOf: (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? 8 : null),
    write: (array, value: Date, at) => array.writeBigInt64BE(BigInt((value.getTime() - EPOCH_MS) * 1_000), at),
  },
  boolean: {
    oid: BOOLEAN,
    sizeOf: (value) => (typeof value === "boolean" ? 1 : null),
    write: (array, value: boolean, at) => array.writeUInt8(value ? 1 : 0, at),
  },
};

/**
 * An array parameter of a type that a statement names: `uuid`, `text`, `jsonb` as text, `timestamptz`,
 * `boolean`; any value may be null. Returns null for other types, and when a value isn't of the type: sent as
 * text, PostgreSQL reads it or says what is wrong.
 */
export function binaryArray(type: string, values: readonly unknown[]): Buffer | null {
  const element = Object.hasOwn(elementTypes, type) ? elementTypes[type] : undefined;
  if (!element) return null;
  const sizes = new Array<number>(values.length);
  let size = HEAD_BYTES;
  let hasNulls = false;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const bytes = value === null || value === undefined ? -1 : element.sizeOf(value);
    if (bytes === null) return null;
    hasNulls ||= bytes < 0;
    sizes[index] = bytes;
    size += 4 + Math.max(bytes, 0);
  }
  const array = headOf(element.oid, values.length, hasNulls, size);
  let at = HEAD_BYTES;
  for (let index = 0; index < values.length; index += 1) {
    const bytes = sizes[index] ?? -1;
    at = array.writeInt32BE(bytes, at);
    if (bytes < 0) continue;
    element.write(array, values[index] as never, at); // sizeOf has looked at its type
    at += bytes;
  }
  return array;
}

function headOf(elementType: number, length: number, hasNulls: boolean, size: number): Buffer {
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0); // dimensions; an empty array may have one of length 0
  array.writeInt32BE(hasNulls ? 1 : 0, 4);
  array.writeInt32BE(elementType, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16); // the first element's number
  return array;
}
