import { expect, test } from "vitest";
import { quietRepeats } from "./quiet-repeats.ts";

const away = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:6379"), { code: "ECONNREFUSED" });

function watched() {
  const timers: { work: () => void; ms: number }[] = [];
  const written: number[] = [];
  const filter = quietRepeats((work, ms) => void timers.push({ work, ms }));
  const say = (error: unknown, words = "worker connection") => filter(error, words, (repeats) => written.push(repeats));
  return { timers, written, say };
}

test("a thousand lines about one outage are one line, and then a count", () => {
  const { timers, written, say } = watched();
  for (let i = 0; i < 1_000; i += 1) say(away);
  expect(written).toEqual([0]);
  timers.shift()?.work();
  expect(written).toEqual([0, 999]);
});

test("the silence grows to five minutes while the outage lasts, and ends with it", () => {
  const { timers, written, say } = watched();
  const silences: number[] = [];
  say(away);
  for (let i = 0; i < 8; i += 1) {
    say(away);
    const timer = timers.shift();
    silences.push(timer?.ms ?? 0);
    timer?.work();
  }
  expect(silences).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
  timers.shift()?.work();
  written.length = 0;
  say(away);
  expect(written).toEqual([0]);
});

test("other words and other outages have lines of their own, and defects have every line", () => {
  const { written, say } = watched();
  say(away);
  say(away, "job dropped");
  say(Object.assign(new Error("disk full"), { code: "53100" }));
  for (let i = 0; i < 3; i += 1) say(new TypeError("a defect"));
  expect(written).toEqual([0, 0, 0, 0, 0, 0]);
});
