import { expect, test } from "vitest";
import { watchForwarding } from "./watch-forwarding.ts";

function watch(proxies: number) {
  const warned: string[] = [];
  const log = { warn: (_about: object, sentence: string) => void warned.push(sentence) };
  const see = watchForwarding(proxies, log as unknown as Parameters<typeof watchForwarding>[1]);
  const ask = (times: number, forwarded?: string, url = "/webhooks") => {
    for (let n = 0; n < times; n += 1)
      see({ url, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } });
  };
  return { ask, warned };
}

test("requests that come straight in although proxies are trusted are warned of once, with what to do", () => {
  const { ask, warned } = watch(1);
  ask(4);
  expect(warned).toEqual([]);
  ask(100);
  expect(warned).toEqual([expect.stringMatching(/Set TRUSTED_PROXIES to the number of your proxies, 0 without any/)]);
});

test("requests that passed fewer proxies than are trusted are warned of", () => {
  const { ask, warned } = watch(2);
  ask(10, "203.0.113.1");
  expect(warned).toHaveLength(1);
});

test("requests from a proxy although none is trusted are warned of once", () => {
  const { ask, warned } = watch(0);
  ask(100, "203.0.113.1");
  expect(warned).toEqual([expect.stringMatching(/set TRUSTED_PROXIES to the number of your proxies/)]);
});

test.each([
  ["requests through the proxy that is trusted", 1, "203.0.113.1"],
  ["a client that writes entries of its own in front", 1, "1.1.1.1, 203.0.113.1"],
  ["requests straight in, where no proxy is trusted", 0, undefined],
])("%s are no problem", (_, proxies, forwarded) => {
  const { ask, warned } = watch(proxies);
  ask(100, forwarded);
  expect(warned).toEqual([]);
});

test("health checks, forwarded forms and single strays are no problem", () => {
  const { ask, warned } = watch(1);
  ask(20, undefined, "/health/ready");
  ask(20, undefined, "/proxy/sign-up?shop=x");
  for (let n = 0; n < 20; n += 1) {
    ask(4);
    ask(1, "203.0.113.1");
  }
  expect(warned).toEqual([]);
});
