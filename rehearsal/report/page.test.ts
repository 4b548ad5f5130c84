import { expect, test } from "vitest";
import type { Outcome } from "../play/stretch.ts";
import type { Rehearsal } from "../rehearse.ts";
import { pageOf } from "./page.ts";

const used: Outcome["used"] = {
  cores: 4,
  processes: [],
  ...{ databaseCores: 1, redisCores: 0.1, simulatorCores: 0.2, otherCores: 0 },
  provider: { taken: 700, refused: 300 },
  numbers: { perSecond: 70, allowed: 400 },
};
const hour: Outcome = {
  ...{ hour: 10, seconds: 20, times: 3, used, breaches: [], campaignRecipients: 500, behind: 200 },
  ...{ textsPerSecond: 70, eventsPerSecond: 12 },
  seen: {
    orderTexts: [120, 340],
    replies: [],
    told: 240,
    refused: 0,
    atForbiddenHour: 0,
    twice: 0,
    afterStop: 0,
    lost: 0,
  },
};
const rehearsal: Rehearsal = {
  date: "2026-11-20T09:00:00.000Z",
  title: "Black Friday of <us>",
  sources: [{ says: "Carts are left.", from: "us" }],
  settings: {
    secondsPerHour: 20,
    times: 3,
    hasBlows: true,
    workersEach: 1,
    databasePool: 10,
    providerPerSecond: 70,
    providerMs: 80,
  },
  machine: { cpu: "a processor", cores: 4, memoryGb: 16, system: "linux", node: "24", postgres: "18", redis: "7" },
  day: {
    outcomes: [hour, { ...hour, hour: 11 }],
    blows: [{ what: "the database stopped", hour: 11, awayMs: 1_800 }],
    abortedAt: null,
  },
  ...{ slowestWhileBrokenMs: 2_400, breaches: [] },
  climb: { outcomes: [hour], bears: 3, breaksAt: 4.5 },
  bottleneck: {
    resource: "provider-rate",
    name: null,
    use: 1,
    because: "The provider refused 30 %.",
    add: "Ask for more.",
  },
};

test("the page says the headroom, the bottleneck and what to add, with pictures and nothing to load", () => {
  const page = pageOf(rehearsal);
  expect(page).toContain("borne 3 times as busy as the shape, and not 4.5 times");
  expect(page).toContain("The provider refused 30 %.");
  expect(page).toContain("Ask for more.");
  expect(page.match(/<svg/g)).toHaveLength(3);
  expect(page).not.toMatch(/<script|<link|src=/);
  expect(page).toContain("Black Friday of &lt;us>");
});

test("the page of an aborted day says which objective did not hold and what to look at", () => {
  const breach = {
    objective: "order-texts",
    sentence: "9 of 20 order texts were late.",
    lookAt: "the workers",
  } as const;
  const page = pageOf({
    ...rehearsal,
    ...{ climb: null, breaches: [breach], day: { ...rehearsal.day, abortedAt: 11 } },
  });
  expect(page).toContain("Stopped in the hour of 11:00");
  expect(page).toContain("9 of 20 order texts were late. Look at the workers.");
});
