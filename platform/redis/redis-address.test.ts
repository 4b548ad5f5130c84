import { expect, test } from "vitest";
import { parseRedisAddress } from "./redis-address.ts";

test.each(["redis://127.0.0.1:6379", "redis://:secret@cache/3", "rediss://user:secret@cache.example.com:6380"])(
  "%s is one server, named as it stands",
  (url) => {
    expect(parseRedisAddress(url)).toEqual({ kind: "server", url });
  },
);

test("a cluster is named by some of its nodes, with the login that all of them share", () => {
  expect(parseRedisAddress("rediss+cluster://app:p%40ss@one.example.com:7001, two.example.com,[::1]:7003")).toEqual({
    kind: "cluster",
    nodes: [
      { host: "one.example.com", port: 7001 },
      { host: "two.example.com", port: 6379 },
      { host: "::1", port: 7003 },
    ],
    login: { username: "app", password: "p@ss", hasTls: true },
  });
  expect(parseRedisAddress("redis+cluster://127.0.0.1:7001")).toMatchObject({
    nodes: [{ host: "127.0.0.1", port: 7001 }],
    login: { hasTls: false },
  });
});

test.each([
  "cache:6379",
  "http://cache:6379",
  "redis://",
  "redis://one:7001,two:7002",
  "redis+cluster://",
  "redis+cluster://one:7001,",
  "redis+cluster://one:seven",
  "redis+cluster://one:7001/2",
])("%s is refused: no server, or a cluster that cannot be", (text) => {
  expect(parseRedisAddress(text)).toBeNull();
});
