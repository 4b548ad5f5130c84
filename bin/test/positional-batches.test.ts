import { expect, test } from "vitest";
import { positionalBatches } from "./positional-batches.ts";

test("columns of rows that are given by their places are found", () => {
  const text = "\nawait tx.run<Row>(insert, [rows.map((it) => it.shopId), rows.map((it) => it.id), now]);\n";
  expect(positionalBatches("domain/orders/record.ts", text)).toEqual([2]);
});

test("a batch by names, one array and single values are not", () => {
  const text = `
    await tx.run(...batch(insert, { t: columnsOf(rows, { id: (it) => it.id, name: (it) => it.name }) }, [now]));
    await tx.run(find, [shopId, rows.map((it) => it.id)]);
  `;
  expect(positionalBatches("domain/orders/record.ts", text)).toEqual([]);
});
