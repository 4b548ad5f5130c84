import { expect, test } from "vitest";
import { createEnding } from "./ending.ts";

test("everything is undone, the last first, also past a failure, and once however often it is asked for", async () => {
  const undone: string[] = [];
  const said: string[] = [];
  const ending = createEnding((line) => said.push(line));
  ending.add(() => void undone.push("servers"));
  ending.add(async () => {
    throw new Error("it would not stop");
  });
  ending.add(() => void undone.push("web"));
  await Promise.all([ending.run(), ending.run()]);
  expect(undone).toEqual(["web", "servers"]);
  expect(said).toEqual(["Could not be cleaned up: it would not stop"]);
});
