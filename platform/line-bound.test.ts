import { expect, test } from "vitest";
import { boundLines } from "./line-bound.ts";

function watched() {
  const timers: { work: () => void; ms: number }[] = [];
  const written: number[] = [];
  const bound = boundLines((work, ms) => void timers.push({ work, ms }));
  const say = (words: string) => bound(words, (withheld) => written.push(withheld));
  return { timers, written, say };
}

test("a hundred lines of one kind are written in a minute, and the last of the others with their count", () => {
  const { timers, written, say } = watched();
  for (let i = 0; i < 1_000; i += 1) say(`delivery ${i} could not be handled`);
  expect(written).toEqual(Array(100).fill(0));
  expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
  timers.shift()?.work();
  expect(written.slice(100)).toEqual([899]);
});

test("other kinds have a bound of their own, and each minute begins a new one", () => {
  const { timers, written, say } = watched();
  for (let i = 0; i < 100; i += 1) say("one kind");
  say("another kind");
  expect(written).toHaveLength(101);
  for (const { work } of timers.splice(0)) work();
  expect(written).toHaveLength(101);
  say("one kind");
  expect(written).toHaveLength(102);
});

test("however many kinds there are, neither lines nor memory grow without end", () => {
  const { timers, written, say } = watched();
  const word = (n: number) =>
    String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26), 97 + Math.floor(n / 676));
  for (let i = 0; i < 5_000; i += 1) say(word(i));
  expect(written).toHaveLength(300 + 100);
  expect(timers).toHaveLength(301);
});
