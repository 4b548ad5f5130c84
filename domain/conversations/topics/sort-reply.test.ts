import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { afterTheRules } from "#domain/conversations/topics/collection/after-the-rules";
import { beforeTheRules } from "#domain/conversations/topics/collection/before-the-rules";
import { sortReply, topicOf } from "./sort-reply.ts";
import type { Topic } from "./topic.ts";

describe("a reply is sorted by what it is about", () => {
  test.each<[string, Topic]>([
    ["Thanks but where's my package?", "order-question"],
    ["yes! how much is the big one", "price"],
    ["I love your candles but the last one arrived cracked", "order-question"],
    ["ok thanks", "thanks"],
    ["no thanks", "other"],
    ["Yes?", "other"],
    ["wrong number you idiots", "abuse"],
    ["Sorry, wrong number. Where did you get it?", "wrong-number"],
    ["Liked “Our sale ends today. Reply STOP to opt out”", "reaction"],
    ["I'm driving and will see your text later - Sent from Do Not Disturb While Driving", "automatic"],
    ["👍🏽", "yes"],
    ["❤️ ❤️", "thanks"],
    ["", "other"],
    ["????", "other"],
  ])("%j is about: %s", (body, topic) => {
    expect(sortReply(body)).toBe(topic);
  });

  test.each([
    "la bougie qui sent la vanille est belle",
    "see you at the center of town",
    "I bought a top for my niece",
    "no problem here",
    "que es esto",
    "goedemorgen",
  ])("a word of another language makes %j no topic", (body) => {
    expect(sortReply(body)).toBe("other");
  });

  test("a STOP, a START and a HELP need no topic, and a possible opt-out is sorted for the person who reviews it", () => {
    expect(topicOf("STOP", "opt-out")).toBeNull();
    expect(topicOf("START", "opt-in")).toBeNull();
    expect(topicOf("HELP", "help")).toBeNull();
    const said = "You have the wrong person";
    expect(understandReply(said).meaning).toBe("unsure");
    expect(topicOf(said, "unsure")).toBe("wrong-number");
  });
});

describe.each([
  ["written before the rules", beforeTheRules],
  ["written after the rules", afterTheRules],
])("of replies %s", (_name, labelled) => {
  const replies = Object.entries(labelled).flatMap(([topic, bodies]) => bodies.map((body) => ({ topic, body })));
  const sorted = replies.filter(({ body }) => sortReply(body) !== "other");

  test("there are enough to measure", () => {
    expect(replies.length).toBeGreaterThanOrEqual(130);
    expect(new Set(replies.map(({ body }) => body)).size).toBe(replies.length);
  });

  test("at least 97 in 100 that get a topic get the right one", () => {
    const wrong = sorted.filter(({ topic, body }) => sortReply(body) !== topic);
    expect(wrong.length / sorted.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.03);
  });

  test("at least 95 in 100 that have a topic are found", () => {
    const due = replies.filter(({ topic }) => topic !== "other");
    const missed = due.filter(({ topic, body }) => sortReply(body) !== topic);
    expect(missed.length / due.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.05);
  });
});
