import { expect, test } from "vitest";
import { planShutdown } from "./shutdown.ts";

test("what started last stops first, and a stop that fails holds up no one", async () => {
  const stopped: string[] = [];
  const shutdown = planShutdown();
  shutdown.add({ stop: async () => void stopped.push("database"), kill: () => {} });
  shutdown.add({ stop: () => Promise.reject(new Error("stuck")), kill: () => {} });
  shutdown.add({ stop: async () => void stopped.push("web"), kill: () => {} });
  await expect(shutdown.run()).rejects.toThrow("stuck");
  expect(stopped).toEqual(["web", "database"]);
});

test("hurrying kills what has not stopped yet", async () => {
  let end = (): void => {};
  const stuck = new Promise<void>((resolve) => {
    end = resolve;
  });
  const shutdown = planShutdown();
  shutdown.add({ stop: () => stuck, kill: () => end() });
  const done = shutdown.run();
  expect(shutdown.isUnderWay()).toBe(true);
  shutdown.hurry();
  await done;
});
