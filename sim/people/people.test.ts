import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPeople } from "./server.ts";
import { tapLink } from "./shopper.ts";

describe("a tapped link", () => {
  const agents: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    agents.push(request.headers["user-agent"]);
    if (request.url === "/short")
      response.writeHead(302, { location: "/cart?utm_source=sms", "set-cookie": "seen=1; Path=/" }).end();
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else response.end(request.headers.cookie ?? "no cookie");
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("is followed hop by hop to where it ends, from a phone's browser", async () => {
    expect(await tapLink(`${url}/short`)).toEqual([
      { url: `${url}/short`, status: 302, location: `${url}/cart?utm_source=sms` },
      { url: `${url}/cart?utm_source=sms`, status: 200, location: null },
    ]);
    expect(agents.at(-1)).toContain("iPhone");
    await tapLink(`${url}/short`, { userAgent: "facebookexternalhit/1.1" });
    expect(agents.at(-1)).toBe("facebookexternalhit/1.1");
  });

  it("that goes round in circles is given up", async () => {
    await expect(tapLink(`${url}/loop`)).rejects.toThrow("redirects more than");
  });
});

describe("the page of phones", () => {
  it("is served with the way to the store, and says so when the carrier is away", async () => {
    const people = await startPeople({
      port: 0,
      carrierUrl: "http://127.0.0.1:1",
      storeUrl: "http://127.0.0.1:9/store",
    });
    const page = await (await fetch(people.url)).text();
    expect(page).toContain('href="http://127.0.0.1:9/store"');
    for (const file of ["/phones.css", "/device.css", "/phones.js"])
      expect((await fetch(people.url + file)).status).toBe(200);
    expect((await fetch(`${people.url}/phones`)).status).toBe(502);
    expect((await fetch(`${people.url}/faults`)).status).toBe(404);
    await people.close();
  });
});
