import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { serve } from "./serve.ts";

const anywhere = { host: "127.0.0.1", port: 0 };

test("one address opens so many connections; the next ends at once, and one that closes makes room", async () => {
  const server = await serve((_request, response) => response.end("hello"), { ...anywhere, connectionsPerAddress: 3 });
  const port = Number(new URL(server.url).port);
  const open = async () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const [answer] = await Promise.race([once(socket, "data"), once(socket, "close").then(() => ["closed"])]);
    return { socket, answer: String(answer) };
  };
  const first = await open();
  const sockets = [first, await open(), await open()];
  for (const { answer } of sockets) expect(answer).toContain("hello");
  expect((await open()).answer).toBe("closed");
  first.socket.destroy();
  await expect.poll(async () => (await open()).answer).toContain("hello");
  for (const { socket } of sockets) socket.destroy();
  await server.close(100);
});

test.each([
  ["no HTTP at all", "hello\r\n\r\n", "400"],
  ["no host", "GET / HTTP/1.1\r\n\r\n", "400"],
  ["a header that never ends", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(40_000)}\r\n\r\n`, "431"],
  ["two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"],
  [
    "a length and chunks",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "400",
  ],
])("bytes with %s are answered and their connection ends", async (_, bytes, status) => {
  const server = await serve((_request, response) => response.end("hello"), anywhere);
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(bytes);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  await once(socket, "close");
  expect(answer.slice(9, 12)).toBe(status);
  await server.close(100);
});
