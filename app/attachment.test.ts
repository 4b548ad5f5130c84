import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { attachment } from "./attachment.ts";

test("the next piece is only made when the one before has left, and none once the browser is gone", async () => {
  const made: number[] = [];
  let isOver = false;
  async function* pieces(): AsyncGenerator<string> {
    try {
      for (let at = 0; at < 100; at += 1) {
        made.push(at);
        yield `piece ${at}\r\n`;
      }
    } finally {
      isOver = true;
    }
  }
  const reader = attachment(pieces(), "list.csv").body?.getReader();
  await reader?.read();
  await nextTurn();
  expect(made.length).toBeLessThan(4);
  await reader?.cancel();
  expect(isOver).toBe(true);
  expect(made.length).toBeLessThan(4);
});

test("a file keeps its own name, whatever letters it has", async () => {
  async function* nothing(): AsyncGenerator<string> {}
  const { headers } = attachment(nothing(), `Zoë's "list"; x.csv`);
  expect(headers.get("Content-Disposition")).toBe(
    `attachment; filename="Zo__s _list__ x.csv"; filename*=UTF-8''Zo%C3%AB%27s%20%22list%22%3B%20x.csv`,
  );
});
