import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { eventBody, eventTypes, isEventType, listEventTypes } from "./event-types.ts";

const page = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");

test("each type's example is what its schema says, and the docs describe it in the same words", () => {
  for (const { type, says } of listEventTypes()) {
    const { data, example } = eventTypes[type];
    expect(data.parse(example)).toEqual(example);
    expect(page).toContain(`| \`${type}\` | ${says} |`);
  }
});

test("an event says its type, version, time and id", () => {
  const at = new Date("2026-11-30T15:04:05Z");
  expect(JSON.parse(eventBody("reply.received", { id: "1", at, data: { a: 1 } }))).toEqual({
    ...{ id: "evt_1", type: "reply.received", version: 1, timestamp: "2026-11-30T15:04:05.000Z", data: { a: 1 } },
  });
  expect(["message.sent", "toString", "message.read"].map(isEventType)).toEqual([true, false, false]);
});
