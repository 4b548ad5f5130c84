import { expect, test } from "vitest";
import { type EventOnRecord, judgeEvents } from "./judge-events.ts";

const row = (id: string, type: string, place: number): EventOnRecord => ({
  ...{ id, type, place, key: "text", subscriberId: "ada", state: "delivered" },
});
const rows = [row("1", "message.sent", 1), row("2", "message.delivered", 2)];
const heard = (...names: string[]) =>
  names.map((name) => ({ id: `msg_${name.replace("!", "")}`, body: "", wasAccepted: !name.endsWith("!") }));

test("events that were refused, repeated and came in order are no complaint", () => {
  expect(judgeEvents(rows, heard("1!", "1", "1", "2"), ["text"])).toEqual({
    ...{ recorded: 2, requests: 4, repeated: 1, complaints: [] },
  });
});

test("an event that was lost, that overtook another one, or that was never recorded is a complaint", () => {
  expect(judgeEvents(rows, heard("1"), ["text"]).complaints).toEqual(["Event 2 (delivered) was never accepted."]);
  expect(judgeEvents(rows, heard("1!", "2", "1"), ["text"]).complaints).toHaveLength(1);
  expect(judgeEvents(rows.slice(0, 1), heard("1"), ["text"]).complaints).toEqual([
    "Text text has no message.delivered.",
  ]);
});
