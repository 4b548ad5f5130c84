import { expect, test } from "vitest";
import { readRealStore } from "./real-store.ts";

const CLI = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  HOST: "https://a-b.trycloudflare.com",
  PORT: "3456",
};

test("the CLI's HOST is the app's public address", () => {
  expect(readRealStore({ ...CLI, SCOPES: "read_customers", APP_URL: CLI.HOST })).toEqual({
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    SHOPIFY_APP_URL: "https://a-b.trycloudflare.com",
    PORT: "3456",
  });
});

test.each(Object.keys(CLI))("without %s it says what to run instead", (name) => {
  expect(() => readRealStore({ ...CLI, [name]: undefined })).toThrow("Run that instead");
});
