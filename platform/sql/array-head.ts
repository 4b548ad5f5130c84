/** An array's head in PostgreSQL's binary format (array_recv in utils/adt/arrayfuncs.c). */

export const HEAD_BYTES = 20;
/** Before each element stands its length; this one stands for null. */
export const LENGTH_BYTES = 4;
export const NULL_LENGTH = -1;

/** A buffer of `size` bytes that begins with the head of an array of this element type (its oid in pg_type). */
export function arrayWithHead(elementType: number, length: number, hasNulls: boolean, size: number): Buffer {
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0); // dimensions; an empty array may have one of length 0
  array.writeInt32BE(hasNulls ? 1 : 0, 4);
  array.writeInt32BE(elementType, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16); // the first element's number
  return array;
}

/** Big-endian; returns where it ends. Node's own checks its arguments, which takes longer than the writing. */
export function writeInt32(array: Buffer, value: number, at: number): number {
  array[at] = value >>> 24;
  array[at + 1] = value >>> 16;
  array[at + 2] = value >>> 8;
  array[at + 3] = value;
  return at + 4;
}
