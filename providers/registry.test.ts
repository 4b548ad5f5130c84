import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { providersFrom } from "./registry.ts";

const config = {
  TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "a-token-for-tests",
  TWILIO_API_URL: "http://127.0.0.1:1",
  PROVIDER_CALLS: 8,
};

/** providers/<name>.ts is a driver. */
function driversIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file));
  return files.map((file) => file.replace(/\.ts$/, "")).filter((name) => name !== "registry");
}

test("each driver of this folder is registered under the name of its file", async () => {
  const providers = providersFrom(config);
  expect(new Set(Object.keys(providers))).toEqual(new Set(driversIn(import.meta.dirname)));
  for (const [name, provider] of Object.entries(providers)) expect(provider.name).toBe(name);
  await Promise.all(Object.values(providers).map((provider) => provider.close()));
});
