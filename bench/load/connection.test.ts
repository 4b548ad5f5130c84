import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { answerReader, openConnection } from "./connection.ts";
import { sendAt } from "./pace.ts";

let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  request.resume();
  request.on("end", () => response.writeHead(request.url === "/no" ? 503 : 200, { "Content-Length": 2 }).end("ok"));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
// A server that listens on TCP has an address object.
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => void server.close());

const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\nhi`;

test("an answer is told once it is whole, in however many pieces it comes", () => {
  const told: number[] = [];
  const read = answerReader((status) => told.push(status));
  for (const piece of ["HTTP/1.1 50", "3 No\r\ncontent-", "length: 5\r\n\r\nhel"]) read(piece);
  expect(told).toEqual([]);
  read("lo");
  read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  expect(told).toEqual([503, 200]);
  expect(() => read("HTTP/1.1 200 OK\r\n\r\n")).toThrow("without a Content-Length");
});

test("a closed loop sends on each connection until its requests run out, and counts every status", async () => {
  asked = 0;
  const requests = Array.from({ length: 30 }, (_, index) => post(index % 10 === 0 ? "/no" : "/yes"));
  const connections = await Promise.all([openConnection(url), openConnection(url)]);
  const answers = await sendAt({ kind: "closed", seconds: 60 }, connections, () => requests.pop() ?? null);
  for (const connection of connections) connection.close();
  expect(answers.statuses).toEqual({ 200: 27, 503: 3 });
  expect(asked).toBe(30);
});

test("an open loop sends as many as its rate asks for, and a broken connection is counted as one answer without a status", async () => {
  asked = 0;
  const connections = await Promise.all([openConnection(url), openConnection(url), openConnection(url)]);
  const answers = await sendAt({ kind: "open", perSecond: 200, seconds: 0.2 }, connections, () => post("/yes"));
  expect(answers.times).toHaveLength(40);
  expect(asked).toBe(40);
  for (const connection of connections) connection.close();
  const [gone] = connections;
  const statuses: number[] = [];
  gone?.send(post("/yes"), (status) => statuses.push(status));
  expect(statuses).toEqual([0]);
});
