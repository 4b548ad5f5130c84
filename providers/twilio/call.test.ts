import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { Pool } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type CallOutcome, callTwilio } from "./call.ts";

// A raw socket server, so that what was written is seen byte by byte and not through an HTTP parser.
interface RawServer {
  port: number;
  /** Everything that each connection has written so far. */
  connections: { socket: Socket; text: string }[];
  /** Resolves when the text of all connections satisfies the condition. */
  seen(isEnough: (text: string) => boolean): Promise<void>;
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function rawServer(
  onData: (socket: Socket, text: string) => void,
  onConnect?: (socket: Socket) => void,
): Promise<RawServer> {
  const connections: RawServer["connections"] = [];
  let wake = () => {};
  const server: Server = createServer((socket) => {
    const connection = { socket, text: "" };
    connections.push(connection);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      connection.text += chunk.toString("latin1");
      onData(socket, connection.text);
      wake();
    });
    onConnect?.(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    for (const { socket } of connections) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    async seen(isEnough) {
      while (!isEnough(connections.map(({ text }) => text).join("")))
        await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

function poolFor(origin: string, options: Pool.Options = {}): Pool {
  const pool = new Pool(origin, { connections: 4, pipelining: 1, connect: { timeout: 2000 }, ...options });
  closers.push(() => pool.destroy());
  return pool;
}

function post(pool: Pool, body = "Body=hello", patienceMs = 3000): Promise<CallOutcome> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return callTwilio(pool, {
    method: "POST",
    path: "/texts",
    headers,
    body,
    deadline: new Date(Date.now() + patienceMs),
  });
}

const ok = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

describe("a request that never left", () => {
  it("is known as such when the connection is refused", async () => {
    const server = await rawServer(() => {});
    await closers.splice(0)[0]?.();
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`))).toMatchObject({ kind: "not-written" });
  });

  it("is known as such when the name does not exist", async () => {
    expect(await post(poolFor("http://twilio.invalid"))).toMatchObject({ kind: "not-written" });
  });

  it("is known as such when TLS fails, and not a byte of the text was readable", async () => {
    const server = await rawServer((socket) => socket.end("this is not TLS"));
    expect(await post(poolFor(`https://127.0.0.1:${server.port}`), "Body=secret")).toMatchObject({
      kind: "not-written",
    });
    expect(server.connections[0]?.text).not.toContain("secret");
  });

  it("is known as such when its deadline passes while it waits for a free connection, and it is not begun later", async () => {
    const server = await rawServer(() => {});
    const pool = poolFor(`http://127.0.0.1:${server.port}`, { connections: 1 });
    const first = post(pool, "Body=first");
    await server.seen((text) => text.includes("first"));
    expect(await post(pool, "Body=second", 30)).toMatchObject({ kind: "not-written" });
    server.connections[0]?.socket.write(ok);
    expect(await first).toMatchObject({ kind: "answered", status: 201 });
    // The next request uses the connection that the second one was waiting for.
    const third = post(pool, "Body=third");
    await server.seen((text) => text.includes("third"));
    for (const { socket } of server.connections) socket.write(ok);
    await third;
    expect(server.connections.map(({ text }) => text).join("")).not.toContain("second");
  });

  it("is not begun after it was said to be unwritten, though the machine's clock was set back meanwhile", async () => {
    const server = await rawServer(() => {});
    const pool = poolFor(`http://127.0.0.1:${server.port}`, { connections: 1 });
    const first = post(pool, "Body=first");
    await server.seen((text) => text.includes("first"));
    const second = post(pool, "Body=second", 30);
    const { now } = Date;
    const setBack = vi.spyOn(Date, "now").mockImplementation(() => now() - 60_000);
    expect(await second).toMatchObject({ kind: "not-written" });
    server.connections[0]?.socket.write(ok);
    await first;
    const third = post(pool, "Body=third");
    await server.seen((text) => text.includes("second") || text.includes("third"));
    for (const { socket } of server.connections) socket.write(ok);
    await third;
    setBack.mockRestore();
    expect(server.connections.map(({ text }) => text).join("")).not.toContain("second");
  });

  it("is not begun when it may not be any more once a connection is free, and the connection serves the next", async () => {
    const server = await rawServer(() => {});
    const pool = poolFor(`http://127.0.0.1:${server.port}`, { connections: 1 });
    const first = post(pool, "Body=first");
    await server.seen((text) => text.includes("first"));
    const second = callTwilio(pool, {
      ...{ method: "POST", path: "/texts", headers: {}, body: "Body=second" },
      ...{ deadline: new Date(Date.now() + 3_000), mayBegin: () => false },
    });
    const third = post(pool, "Body=third");
    server.connections[0]?.socket.write(ok);
    expect(await second).toMatchObject({ kind: "not-written" });
    await server.seen((text) => text.includes("third"));
    server.connections[0]?.socket.write(ok);
    expect([await first, await third]).toMatchObject([{ kind: "answered" }, { kind: "answered" }]);
    expect(server.connections).toHaveLength(1);
    expect(server.connections[0]?.text).not.toContain("second");
  });

  it("stays unwritten when this process froze past the deadline before the connection was made", async () => {
    const server = await rawServer((socket) => socket.write(ok));
    const pool = poolFor(`http://127.0.0.1:${server.port}`);
    const outcome = post(pool, "Body=frozen", 40);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120);
    expect(await outcome).toMatchObject({ kind: "not-written" });
    expect(await post(pool, "Body=awake")).toMatchObject({ kind: "answered" });
    expect(server.connections.map(({ text }) => text).join("")).not.toContain("frozen");
  });
});

describe("a request whose answer came in time", () => {
  it("is answered though this process was too busy to read the answer until the deadline had passed", async () => {
    const server = new Worker(
      `const { parentPort } = require("node:worker_threads");
       const server = require("node:net").createServer((socket) => socket.on("data", () => socket.write(${JSON.stringify(ok)})));
       server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
      { eval: true },
    );
    closers.push(() => server.terminate());
    const port = await new Promise<number>((resolve) => server.once("message", resolve));
    const pool = poolFor(`http://127.0.0.1:${port}`);
    const begun = Promise.withResolvers<void>();
    const mayBegin = () => {
      begun.resolve();
      return true;
    };
    const deadline = new Date(Date.now() + 1_000);
    const answer = callTwilio(pool, { method: "POST", path: "/texts", headers: {}, body: "a", deadline, mayBegin });
    await begun.promise;
    await new Promise((resolve) => setImmediate(resolve));
    const until = performance.now() + 1_500;
    while (performance.now() < until);
    expect(await answer).toMatchObject({ kind: "answered", status: 201 });
  });
});

describe("a request that may have left", () => {
  it("is lost when the connection is reset after the request was read", async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`))).toMatchObject({ kind: "lost", status: null });
  });

  it("is lost when the connection is closed in good order without an answer", async () => {
    const server = await rawServer((socket) => socket.end());
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`))).toMatchObject({ kind: "lost", status: null });
  });

  it("is lost when no answer comes before the deadline", async () => {
    const server = await rawServer(() => {});
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`), "Body=x", 60)).toMatchObject({ kind: "lost" });
    expect(server.connections[0]?.text).toContain("Body=x");
  });

  it("is lost, with the status that was read, when the answer breaks off", async () => {
    const server = await rawServer((socket) =>
      socket.write("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 99\r\n\r\n{", () => socket.destroy()),
    );
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`))).toMatchObject({ kind: "lost", status: 429 });
  });

  it("is lost when the answer is no HTTP", async () => {
    const server = await rawServer((socket) => socket.write("220 smtp.example.com ready\r\n"));
    expect(await post(poolFor(`http://127.0.0.1:${server.port}`))).toMatchObject({ kind: "lost" });
  });

  it("is never called unwritten when the server saw any of it, however early it hangs up", async () => {
    const server = await rawServer(
      () => {},
      (socket) => setImmediate(() => socket.resetAndDestroy()),
    );
    const pool = poolFor(`http://127.0.0.1:${server.port}`);
    for (let index = 0; index < 40; index += 1) {
      const outcome = await post(pool, `Body=try-${index}-`, 500);
      const wasSeen = server.connections.some(({ text }) => text.includes(`try-${index}-`));
      if (wasSeen) expect(outcome.kind).toBe("lost");
    }
  });

  it("is written at most once when a server keeps closing connections that stood idle", async () => {
    const server = await rawServer((socket, text) => {
      const requests = text.split("POST /texts").length - 1;
      socket.write(ok);
      // Closes behind its own answer, as a server does whose idle time has run out.
      if (requests % 2 === 0) setImmediate(() => socket.destroy());
    });
    const pool = poolFor(`http://127.0.0.1:${server.port}`, { connections: 2 });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => post(pool, `Body=once-${index}-`)));
    const everything = server.connections.map(({ text }) => text).join("");
    outcomes.forEach((outcome, index) => {
      const times = everything.split(`once-${index}-`).length - 1;
      expect(times).toBeLessThanOrEqual(1);
      if (outcome.kind === "not-written") expect(times).toBe(0);
      if (outcome.kind === "answered") expect(times).toBe(1);
    });
  });
});
