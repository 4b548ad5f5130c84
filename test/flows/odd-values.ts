import fc from "fast-check";

// What a field can hold: usual words, empty ones, and those that break careless code.

const ODD = ["", " ", "0", "{{", "{% if %}", "‮", "“x”", "🙂", "a".repeat(40), "__proto__", "constructor"];
export const word = fc.oneof(
  fc.constantFrom("vip", "blue", "points", "country", "amount", ...ODD),
  fc.string({ maxLength: 30 }),
);
export const words = (most: number) => fc.array(word, { maxLength: most });
export const id = fc.constantFrom("0193c0de-0000-7000-8000-000000000001", "0193c0de-0000-7000-8000-000000000002");
export const idOrNull = fc.option(id);
