import { arrayWithHead, HEAD_BYTES, LENGTH_BYTES, NULL_LENGTH, writeInt32 } from "./array-head.ts";
import { jsonbColumn, textColumn, uuidColumn } from "./joined-columns.ts";

/**
 * Arrays as PostgreSQL reads them in its binary format, for parameters of hot
 * statements: as text every element is escaped, bytes grow to twice their size in hex, and the server undoes all of it.
 * node-postgres sends a Buffer as it is, in binary format.
 */

/** Of element types, from pg_type. */
const BYTEA = 17;
const INT4 = 23;
const TIMESTAMPTZ = 1184;
const BOOLEAN = 16;
const UUID = 2950;
const UUID_BYTES = 16;
/** PostgreSQL counts microseconds from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** A bytea[] parameter. */
export function byteaArray(values: Buffer[]): Buffer {
  const size = values.reduce((sum, value) => sum + LENGTH_BYTES + value.length, HEAD_BYTES);
  const array = arrayWithHead(BYTEA, values.length, false, size);
  let at = HEAD_BYTES;
  for (const value of values) {
    at = writeInt32(array, value.length, at);
    at += value.copy(array, at);
  }
  return array;
}

/** A text[] parameter; cast its elements in the statement for other types. */
export function textArray(values: (string | null)[]): Buffer {
  return required(textColumn(values));
}

/** An int4[] parameter. */
export function int4Array(values: number[]): Buffer {
  const array = arrayWithHead(INT4, values.length, false, HEAD_BYTES + values.length * (LENGTH_BYTES + 4));
  let at = HEAD_BYTES;
  for (const value of values) {
    at = writeInt32(array, 4, at);
    at = writeInt32(array, value, at);
  }
  return array;
}

/** A timestamptz[] parameter. */
export function timestampArray(values: Date[]): Buffer {
  return required(timestamptzColumn(values));
}

/** A uuid[] parameter, of ids that lie one after the other as `newIdBytes` makes them. */
export function uuidArray(ids: Buffer): Buffer {
  const count = ids.length / UUID_BYTES;
  const array = arrayWithHead(UUID, count, false, HEAD_BYTES + count * (LENGTH_BYTES + UUID_BYTES));
  for (let index = 0; index < count; index += 1) {
    const at = writeInt32(array, UUID_BYTES, HEAD_BYTES + index * (LENGTH_BYTES + UUID_BYTES));
    ids.copy(array, at, index * UUID_BYTES, (index + 1) * UUID_BYTES);
  }
  return array;
}

const columns = {
  uuid: uuidColumn,
  text: textColumn,
  jsonb: jsonbColumn,
  timestamptz: timestamptzColumn,
  boolean: booleanColumn,
} satisfies Record<string, (values: readonly unknown[]) => Buffer | null>;

/**
 * An array parameter of a type that a statement names: `uuid`, `text`, `jsonb` as text, `timestamptz`,
 * `boolean`; any value may be null. Returns null for other types, and when a value isn't of the type: sent as
 * text, PostgreSQL reads it or says what is wrong.
 */
export function binaryArray(type: string, values: readonly unknown[]): Buffer | null {
  return Object.hasOwn(columns, type) ? columns[type as keyof typeof columns](values) : null;
}

function timestamptzColumn(values: readonly unknown[]): Buffer | null {
  return fixedColumn(TIMESTAMPTZ, 8, values, (array, value, at) => {
    const time = value instanceof Date ? value.getTime() : Number.NaN;
    if (Number.isNaN(time)) return false;
    const micros = (time - EPOCH_MS) * 1_000;
    const high = Math.floor(micros / 2 ** 32);
    writeInt32(array, micros - high * 2 ** 32, writeInt32(array, high, at));
    return true;
  });
}

function booleanColumn(values: readonly unknown[]): Buffer | null {
  return fixedColumn(BOOLEAN, 1, values, (array, value, at) => {
    if (typeof value !== "boolean") return false;
    array[at] = value ? 1 : 0;
    return true;
  });
}

/** A column of values that all take `bytes` bytes. `write` returns false for a value that isn't of the type. */
function fixedColumn(
  elementType: number,
  bytes: number,
  values: readonly unknown[],
  write: (array: Buffer, value: unknown, at: number) => boolean,
): Buffer | null {
  const isNull = (value: unknown) => value === null || value === undefined;
  const most = HEAD_BYTES + values.length * (LENGTH_BYTES + bytes);
  const array = arrayWithHead(elementType, values.length, values.some(isNull), most);
  let at = HEAD_BYTES;
  for (const value of values) {
    if (isNull(value)) {
      at = writeInt32(array, NULL_LENGTH, at);
      continue;
    }
    at = writeInt32(array, bytes, at);
    if (!write(array, value, at)) return null;
    at += bytes;
  }
  return array.subarray(0, at);
}

/** Of values that the compiler has checked. A date may still be none. */
function required(column: Buffer | null): Buffer {
  if (column === null) throw new Error("A value isn't of the array's type.");
  return column;
}
