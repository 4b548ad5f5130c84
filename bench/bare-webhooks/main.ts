// The limit to measure the webhook endpoint against: a Node server that checks the signature, answers 200 and keeps nothing.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const secret = process.argv[2] ?? "";

const server = createServer((request, response) => {
  const hmac = createHmac("sha256", secret);
  request.on("data", (chunk: Buffer) => hmac.update(chunk));
  request.on("end", () => {
    const given = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
    const digest = hmac.digest();
    const isSame = digest.length === given.length && timingSafeEqual(digest, given);
    response.writeHead(isSame ? 200 : 401, { "Content-Length": 0 }).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  // A server that listens on TCP has an address object.
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
