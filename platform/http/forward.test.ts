import { once } from "node:events";
import { Agent, type IncomingMessage, type RequestListener, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { forwardRequests } from "./forward.ts";
import { serve } from "./serve.ts";

const anywhere = { host: "127.0.0.1", port: 0 };
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A server with `listener` behind one that forwards to it. */
async function behind(listener: RequestListener) {
  const back = await serve(listener, anywhere);
  let target: string | null = back.url;
  const forwarder = forwardRequests({
    target: () => target,
    headersFor: ({ socket }) => ({ "x-forwarded-for": socket.remoteAddress ?? "" }),
    callerOf: ({ headers }) => String(headers["x-caller"]),
    away: (_request, response) => void response.writeHead(503).end("away"),
  });
  const front = await serve((incoming, response) => {
    response.setHeader("Cache-Control", "no-store").setHeader("X-Front", "kept");
    forwarder.listener(incoming, response);
  }, anywhere);
  endings.push(
    () => back.close(100),
    forwarder.close,
    () => front.close(100),
  );
  function leave(): void {
    target = null;
  }
  return { url: front.url, backUrl: back.url, leave };
}

test("method, target, headers and body arrive as they were sent, and so does the answer", async () => {
  const { url } = await behind(async (incoming, response) => {
    const body = await text(incoming);
    response.setHeader("Set-Cookie", ["a=1", "b=2"]).setHeader("Cache-Control", "max-age=1");
    response.writeHead(418, "Teapot", { "Content-Type": "application/json" });
    response.end(JSON.stringify({ method: incoming.method, url: incoming.url, headers: incoming.headers, body }));
  });
  const response = await fetch(`${url}/a%20b?c=%25&d`, {
    method: "POST",
    body: "caf\u00e9",
    headers: { Authorization: "Bearer x", "X-Forwarded-For": "203.0.113.9, 203.0.113.8" },
  });
  expect([response.status, response.statusText]).toEqual([418, "Teapot"]);
  expect(await response.json()).toMatchObject({
    ...{ method: "POST", url: "/a%20b?c=%25&d", body: "caf\u00e9" },
    headers: { authorization: "Bearer x", "x-forwarded-for": "127.0.0.1", "content-length": "5" },
  });
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(response.headers.get("Cache-Control")).toBe("max-age=1");
  expect(response.headers.get("X-Front")).toBe("kept");
});

test.each([
  ["HEAD", 200],
  ["GET", 204],
  ["GET", 304],
])("a %s answered %i has no body and keeps its connection", async (method, status) => {
  const { url } = await behind((_incoming, response) => void response.writeHead(status, { ETag: "x" }).end());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  endings.push(() => agent.destroy());
  for (let times = 0; times < 2; times += 1) {
    const [response] = (await once(request(url, { method, agent }).end(), "response")) as [IncomingMessage];
    expect([response.statusCode, response.headers.etag, await text(response)]).toEqual([status, "x", ""]);
    expect(response.headers.connection).toBe("keep-alive");
  }
});

test("a body in chunks is passed on while it comes, and so is an answer", async () => {
  const { url } = await behind((incoming, response) => {
    response.writeHead(200);
    response.flushHeaders();
    incoming.pipe(response);
  });
  const outgoing = request(url, { method: "POST" });
  outgoing.flushHeaders();
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  for (const piece of ["one", "two"]) {
    outgoing.write(piece);
    expect(String((await once(response, "data"))[0])).toBe(piece);
  }
  outgoing.end();
  response.resume();
  await once(response, "end");
});

test("an answer that comes before the body has been read ends the connection", async () => {
  const { url } = await behind((_incoming, response) => {
    response.writeHead(413, { Connection: "close" }).end("too large");
  });
  const outgoing = request(url, { method: "POST", headers: { "Content-Length": 50_000_000 } });
  outgoing.on("error", () => {});
  outgoing.write("x".repeat(1_000));
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection, await text(response)]).toEqual([413, "close", "too large"]);
});

test("a client that leaves ends its request behind, before the answer and during it", async () => {
  for (const begins of [false, true]) {
    const asked = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const { url } = await behind((_incoming, response) => {
      if (begins) response.write("a piece");
      response.once("close", left.resolve);
      asked.resolve();
    });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await asked.promise;
    if (begins) await once(socket, "data");
    socket.destroy();
    await left.promise;
  }
});

test("a client that leaves in the middle of its body ends its request behind", async () => {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const { url } = await behind((incoming) => {
    incoming.once("close", left.resolve).on("error", () => {});
    incoming.once("data", () => asked.resolve());
  });
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhello");
  await asked.promise;
  socket.destroy();
  await left.promise;
});

test("an answer that breaks off in the middle breaks off for the client, too", async () => {
  const { url } = await behind((_incoming, response) => {
    response.writeHead(200, { "Content-Length": 100 });
    response.write("half", () => response.destroy());
  });
  const response = await fetch(url);
  await expect(response.text()).rejects.toThrow();
});

test.each([
  ["GET", "Transfer-Encoding: chunked"],
  ["HEAD", "Transfer-Encoding: chunked"],
  ["DELETE", "Transfer-Encoding: chunked"],
  ["GET", "Content-Length"],
])("a %s whose body (%s) is a request itself stays one request", async (method, framing) => {
  const seen: string[] = [];
  const { url } = await behind(async (incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url} ${(await text(incoming)).length}`);
    response.end("answered");
  });
  const inner = "POST /taken HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nname=";
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`${method} /outer HTTP/1.1\r\nHost: x\r\n`);
  if (framing === "Content-Length") socket.write(`Content-Length: ${inner.length}\r\n\r\n${inner}`);
  else socket.write(`${framing}\r\n\r\n${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`);
  await once(socket, "data");
  socket.destroy();

  // The next client's, which goes out on the connection that the first has left.
  expect(await (await fetch(`${url}/next`)).text()).toBe("answered");
  expect(seen).toEqual([`${method} /outer ${inner.length}`, "GET /next 0"]);
});

test("one caller has 256 requests under way at most, and another is served beside them", async () => {
  const hold = Promise.withResolvers<void>();
  let held = 0;
  const { url } = await behind(async (incoming, response) => {
    if (incoming.url === "/held") {
      held += 1;
      await hold.promise;
    }
    response.end();
  });
  const ask = (path: string, caller: string) => fetch(`${url}${path}`, { headers: { "X-Caller": caller } });
  const many = Array.from({ length: 256 }, () => ask("/held", "one"));
  await expect.poll(() => held).toBe(256);
  expect((await ask("/", "one")).status).toBe(503);
  expect((await ask("/", "two")).status).toBe(200);
  hold.resolve();
  for (const response of await Promise.all(many)) expect(response.status).toBe(200);
  await expect.poll(async () => (await ask("/", "one")).status).toBe(200);
});

test("a target that ends connections or is away is answered for", async () => {
  const broken = await behind((incoming) => void incoming.socket.destroy());
  const response = await fetch(broken.url);
  expect([response.status, await response.text()]).toEqual([503, "away"]);
  broken.leave();
  expect((await fetch(broken.url)).status).toBe(503);
});
