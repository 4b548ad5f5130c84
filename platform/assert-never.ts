/** Ends a switch over a union: the compiler complains when a member was forgotten, and so does the running program. */
export function assertNever(value: never): never {
  throw new Error(`Not a known case: ${JSON.stringify(value)}`);
}
