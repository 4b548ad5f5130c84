import { describe, expect, test } from "vitest";
import { hashPhone } from "../../test/factories/context.ts";
import { restMs } from "./breaker.ts";
import { allowanceFor, BUDGET } from "./budget.ts";
import { judgeOutcome } from "./judge.ts";
import { GIVE_UP_AFTER_MS, retryAfterMs } from "./retry.ts";
import { signedHeaders, signingSecret } from "./sign.ts";

const SECOND = 1_000;
const at = (ms: number) => new Date(Date.UTC(2026, 10, 24, 15) + ms);

describe("the next attempt", () => {
  test("comes after 10 s, 30 s, 90 s … at most 6 hours, and at least half of that", () => {
    expect([1, 2, 3, 8, 9, 50].map((attempt) => retryAfterMs(attempt, 1) / SECOND)).toEqual([
      10, 30, 90, 21_600, 21_600, 21_600,
    ]);
    expect(retryAfterMs(3, 0)).toBe(45 * SECOND);
    expect(retryAfterMs(3, 0.5)).toBe(67.5 * SECOND);
  });

  test("about a dozen of them fit into the day after which a request is given up", () => {
    let attempts = 1;
    for (let waited = 0; waited < GIVE_UP_AFTER_MS; attempts += 1) waited += retryAfterMs(attempts, 1);
    expect(attempts).toBe(12);
  });

  test("comes no earlier than the receiver asks, but within the hour", () => {
    expect(retryAfterMs(1, 1, "120")).toBe(120 * SECOND);
    expect(retryAfterMs(1, 1, "3")).toBe(10 * SECOND);
    expect(retryAfterMs(1, 1, "999999")).toBe(3_600 * SECOND);
    for (const nonsense of ["", "soon", "-5", "Wed, 21 Oct 2026 07:28:00 GMT"])
      expect(retryAfterMs(1, 1, nonsense)).toBe(10 * SECOND);
  });
});

test("a destination rests after five failures in a row, each time twice as long, at most an hour", () => {
  expect([0, 1, 4, 5, 6, 7, 11, 99].map((failures) => restMs(failures) / 60_000)).toEqual([0, 0, 0, 1, 2, 4, 60, 60]);
});

describe("a shop's budget", () => {
  const used = { since: at(0), bytes: 0, busyMs: 0 };
  test("allows requests until the bytes or the time of its hour are used up", () => {
    expect(allowanceFor({ ...used, bytes: BUDGET.bytes - 1 }, at(1))).toEqual({ kind: "allowed", since: at(0) });
    expect(allowanceFor({ ...used, bytes: BUDGET.bytes }, at(1))).toEqual({ kind: "used-up", until: at(3_600_000) });
    expect(allowanceFor({ ...used, busyMs: BUDGET.busyMs }, at(1))).toMatchObject({ kind: "used-up" });
  });
  test("begins again after an hour", () => {
    expect(allowanceFor({ ...used, bytes: BUDGET.bytes }, at(3_600_000))).toEqual({
      kind: "allowed",
      since: at(3_600_000),
    });
  });
});

describe("an answer", () => {
  const answered = (status: number) =>
    judgeOutcome({ kind: "answer", status, retryAfter: null, body: "", isCut: false, bytes: 0, ms: 1 });
  test("of 2xx is a yes", () =>
    expect([200, 202, 204, 299].map((it) => answered(it).kind)).toEqual(Array(4).fill("delivered")));
  test("of 3xx, or of 4xx that says no, is final", () => {
    for (const status of [301, 302, 307, 400, 401, 403, 404, 410, 422])
      expect(answered(status)).toMatchObject({ kind: "failed", isAlive: true });
  });
  test("that may be another one later is asked for again", () => {
    for (const status of [0, 101, 408, 409, 423, 425, 429, 500, 502, 503, 599])
      expect(answered(status).kind).toBe("later");
  });
  test("that never came is asked for again, and a forbidden address never is", () => {
    expect(judgeOutcome({ kind: "failed", because: "time-out", detail: "", ms: 1 }).kind).toBe("later");
    expect(judgeOutcome({ kind: "forbidden", because: "private-address", ms: 1 })).toEqual({
      kind: "failed",
      trouble: "private-address",
      isAlive: false,
    });
  });
});

describe("the signature", () => {
  test("is the one of the reference libraries of Standard Webhooks", () => {
    // https://github.com/standard-webhooks/standard-webhooks, "sign function works", in each of the libraries.
    expect(
      signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", new Date(1_614_265_330_000), '{"test": 2432232314}', [
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      ]),
    ).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });
  test("is made with each secret while one is being replaced", () => {
    const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];
    expect(signedHeaders("msg_1", at(0), "{}", secrets)["webhook-signature"].split(" ")).toHaveLength(2);
  });
  test("has a secret of 32 bytes that no two shops, destinations or replacements share", () => {
    const secrets = [
      signingSecret({ hashPhone }, "a", "https://x.example", 1),
      signingSecret({ hashPhone }, "b", "https://x.example", 1),
      signingSecret({ hashPhone }, "a", "https://y.example", 1),
      signingSecret({ hashPhone }, "a", "https://x.example", 2),
    ];
    expect(new Set(secrets).size).toBe(4);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_/);
      expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
    }
  });
});
