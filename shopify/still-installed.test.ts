import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { expect, test } from "vitest";
import { adminClient } from "./admin-client.ts";
import { askStillInstalled } from "./still-installed.ts";

/** A store that answers every question alike, over HTTP. */
async function asked(status: number, body: string, accessToken: () => Promise<string | null> = async () => "token") {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  setAbstractFetchFunc((_input: RequestInfo | URL, init?: RequestInit) => fetch(`http://127.0.0.1:${port}/`, init));
  let isTokenTaken = true;
  const client = adminClient({
    accessToken: async () => (isTokenTaken ? accessToken() : null),
    // And the refresh token with it.
    refuse: async () => {
      isTokenTaken = false;
    },
    wait: async () => {},
  });
  const { kind } = await askStillInstalled(client, "fernhill.myshopify.com");
  server.close();
  return kind;
}

const json = JSON.stringify;

test.each([
  ["installed", 200, json({ data: { shop: { id: "gid://shopify/Shop/1" } } })],
  ["installed", 200, json({ errors: [{ message: "Access denied", extensions: { code: "ACCESS_DENIED" } }] })],
  ["removed", 401, json({ errors: "[API] Invalid API key or access token" })],
  ["removed", 403, json({ errors: "[API] This action requires merchant approval" })],
  ["removed", 404, json({ errors: "Not Found" })],
  ["no-answer", 402, json({ errors: "Unavailable Shop" })],
  ["no-answer", 423, json({ errors: "Locked" })],
  ["no-answer", 429, ""],
  ["no-answer", 500, ""],
  ["no-answer", 503, "<html>"],
  ["no-answer", 200, "<html>"],
])("%s: the store answers %i with %s", async (word, status, body) => {
  expect(await asked(status, body)).toBe(word);
});

test("without a token that the store takes, the app is gone; a refresh that fails for the moment says nothing", async () => {
  expect(await asked(200, "{}", async () => null)).toBe("removed");
  expect(await asked(200, "{}", () => Promise.reject(new Error("connect ECONNREFUSED")))).toBe("no-answer");
});
