import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { publicPost } from "./public-post.ts";

let close: () => Promise<void>;
let port: number;
let heard: { method?: string | undefined; url?: string | undefined; headers: Record<string, unknown>; body: string }[];
let answer: RequestListener;

beforeEach(async () => {
  heard = [];
  answer = (_, response) => void response.end("{}");
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      heard.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  port = (server.address() as AddressInfo).port;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const post = (url: string, options: Parameters<typeof publicPost>[0] = {}) =>
  publicPost(options)({ url, headers: { "webhook-id": "msg_1" }, body: '{"é":1}' });
const trusted = (options: Parameters<typeof publicPost>[0] = {}) =>
  post(`http://127.0.0.1:${port}/hook?a=1`, { trusted: [`127.0.0.1:${port}`], ...options });

describe("a request to an address that a stranger has chosen", () => {
  test("arrives with its headers and bytes, and its answer comes back", async () => {
    answer = (_, response) => void response.writeHead(201, { "Retry-After": "7" }).end('{"points":3}');
    expect(await trusted()).toMatchObject({
      kind: "answer",
      status: 201,
      retryAfter: "7",
      body: '{"points":3}',
      isCut: false,
    });
    expect(heard).toMatchObject([{ method: "POST", url: "/hook?a=1", body: '{"é":1}' }]);
    expect(heard[0]?.headers).toMatchObject({
      "webhook-id": "msg_1",
      host: `127.0.0.1:${port}`,
      "content-length": "8",
    });
  });

  test("connects to the address that was checked, and resolves the name once", async () => {
    let asked = 0;
    const resolve = async () => [asked++ === 0 ? "127.0.0.1" : "127.0.0.2"];
    const outcome = await post(`http://shop.example:${port}/`, { resolve, trusted: [`shop.example:${port}`] });
    expect(outcome).toMatchObject({ kind: "answer", status: 200 });
    expect(asked).toBe(1);
    expect(heard[0]?.headers.host).toBe(`shop.example:${port}`);
  });

  test.each([
    ["127.0.0.1"],
    ["10.0.0.1"],
    ["169.254.169.254"],
    ["::1"],
    ["::ffff:10.0.0.1"],
    ["fd00:ec2::254"],
    ["100.64.1.1"],
  ])("is not sent when the name leads to %s, though other addresses of it are public", async (address) => {
    const resolve = async () => ["8.8.8.8", address];
    expect(await post(`https://shop.example:${port}/`, { resolve })).toMatchObject({
      kind: "forbidden",
      because: "private-address",
    });
    expect(heard).toEqual([]);
  });

  test.each([
    "https://127.0.0.1",
    "https://127.1",
    "https://0x7f000001",
    "https://2130706433",
    "https://[::1]",
    "https://[::ffff:7f00:1]",
  ])("is not sent to %s, however the address is written", async (url) => {
    expect(await post(`${url}:${port}/`)).toMatchObject({ kind: "forbidden", because: "private-address" });
    expect(heard).toEqual([]);
  });

  test("is not sent without TLS, to another protocol, or with a password in its address", async () => {
    const resolve = async () => ["8.8.8.8"];
    const because = async (url: string) => {
      const outcome = await post(url, { resolve });
      return outcome.kind === "forbidden" && outcome.because;
    };
    expect(await because("http://shop.example/")).toBe("not-https");
    for (const url of [
      "ftp://shop.example/",
      "file:///etc/passwd",
      "https://me:secret@shop.example/",
      "shop.example",
      "",
    ])
      expect(await because(url)).toBe("bad-url");
  });

  test("does not follow a redirect", async () => {
    answer = (_, response) => void response.writeHead(302, { Location: `http://127.0.0.1:${port}/other` }).end();
    expect(await trusted()).toMatchObject({ kind: "answer", status: 302 });
    expect(heard.map(({ url }) => url)).toEqual(["/hook?a=1"]);
  });

  test("reads no more of an answer than it may", async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const pump = () => {
        while (response.write("x".repeat(16 * 1024)));
      };
      response.on("drain", pump);
      pump();
    };
    const outcome = await trusted();
    expect(outcome).toMatchObject({ kind: "answer", isCut: true });
    expect(outcome.kind === "answer" && outcome.body.length).toBe(64 * 1024);
    expect(outcome.kind === "answer" && outcome.bytes).toBeLessThan(256 * 1024);
  });

  test("fails when the host has no address, answers nothing, or hangs up", async () => {
    const nowhere = await post("https://shop.example/", { resolve: async () => [] });
    expect(nowhere).toMatchObject({ kind: "failed", because: "unknown-host" });
    answer = () => {};
    expect(await trusted({ timeoutMs: 50 })).toMatchObject({ kind: "failed", because: "time-out" });
    answer = (request) => void request.socket.destroy();
    expect(await trusted()).toMatchObject({ kind: "failed", because: "connection" });
    const stuck = await post("https://shop.example/", { resolve: () => new Promise(() => {}), timeoutMs: 50 });
    expect(stuck).toMatchObject({ kind: "failed", because: "time-out" });
  });

  test("fails when an answer drips for longer than it may take, and when its headers have no end", async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(drip));
    };
    expect(await trusted({ timeoutMs: 100 })).toMatchObject({ kind: "failed", because: "time-out" });
    const sockets: Socket[] = [];
    const endless = createTcpServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => {});
      socket.write(`HTTP/1.1 200 OK\r\n${`X-Filler: ${"x".repeat(1_000)}\r\n`.repeat(100)}`);
    });
    endless.listen(0, "127.0.0.1");
    await new Promise((resolve) => endless.once("listening", resolve));
    const place = `127.0.0.1:${(endless.address() as AddressInfo).port}`;
    expect(await post(`http://${place}/`, { trusted: [place] })).toMatchObject({
      kind: "failed",
      because: "connection",
    });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => endless.close(resolve));
  });
});
