import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openAccount } from "./account.ts";
import { fetchFile } from "./files.ts";
import { parseInbound } from "./inbound.ts";

const REF = `MM${"1".repeat(32)}/Media/ME${"2".repeat(32)}`;
let location = "";
let asked: { url: string | undefined; authorization: string | undefined }[] = [];
const server = createServer((request, response) => {
  asked.push({ url: request.url, authorization: request.headers.authorization });
  if (request.url?.startsWith("/files")) response.writeHead(200).end("a picture");
  else response.writeHead(307, { location }).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const account = openAccount({ accountSid: "AC1", authToken: "secret", apiUrl });
afterAll(async () => {
  await account.readPool.destroy();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const fetchIt = (ref = REF, mostBytes = 100) =>
  fetchFile(account, ref, { mostBytes, deadline: new Date(Date.now() + 5_000) });

test("a file is read where the redirect leads, without our token", async () => {
  location = `${apiUrl}/files/1`;
  expect(await fetchIt()).toEqual({ kind: "fetched", bytes: Buffer.from("a picture") });
  expect(asked).toEqual([
    { url: `/2010-04-01/Accounts/AC1/Messages/${REF}`, authorization: expect.stringMatching(/^Basic /) },
    { url: "/files/1", authorization: undefined },
  ]);
});

test("no more of a file is read than it may have", async () => {
  location = `${apiUrl}/files/1`;
  expect(await fetchIt(REF, 8)).toEqual({ kind: "too-large" });
});

test.each([
  "http://169.254.169.254/latest/meta-data/",
  "https://evil.test/picture.jpg",
  "https://mms.twiliocdn.com.evil.test/a",
  "https://mms.twiliocdn.com:8443/a",
  "http://mms.twiliocdn.com/a",
  "file:///etc/passwd",
  "",
])("a redirect to “%s” is not followed", async (to) => {
  location = to;
  expect(await fetchIt()).toMatchObject({ kind: "trouble" });
  expect(asked).toHaveLength(1);
});

test.each(["../../../Accounts/AC2", "SM1/Media/ME1", "", `${REF}/../..`])("nothing is asked for “%s”", async (ref) => {
  expect(await fetchIt(ref)).toEqual({ kind: "gone" });
  expect(asked).toEqual([]);
});

test("of a callback only the files’ names are taken, never where they are said to be", () => {
  const refsOf = (...urls: string[]) => {
    const media = Object.fromEntries(urls.map((url, i) => [`MediaUrl${i}`, url]));
    const form = new URLSearchParams({ MessageSid: "SM1", From: "+1", To: "+2", NumMedia: `${urls.length}`, ...media });
    return parseInbound({ url: "", body: Buffer.from(form.toString()) }).pictureRefs;
  };
  expect(refsOf(`https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/${REF}`)).toEqual([REF]);
  expect(refsOf(`http://10.0.0.1/steal?/Messages/${REF}`)).toEqual([REF]);
  expect(refsOf("http://10.0.0.1/picture.jpg", `https://api.twilio.com/Messages/${REF}`)).toEqual([REF]);
});
