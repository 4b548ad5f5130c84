import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

export interface PeopleOptions {
  /** 0 takes a free port. */
  port: number;
  carrierUrl: string;
  /** Where the people shop; the page links to it. */
  storeUrl: string;
}

const files: Record<string, { file: string; type: string }> = {
  "/": { file: "phones.html", type: "text/html; charset=utf-8" },
  "/phones.css": { file: "phones.css", type: "text/css; charset=utf-8" },
  "/device.css": { file: "device.css", type: "text/css; charset=utf-8" },
  "/phones.js": { file: "phones.js", type: "text/javascript; charset=utf-8" },
};

/** Serves the page on which a person reads and writes on every phone of the simulated world. */
export async function startPeople(options: PeopleOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => {
      response.writeHead(502, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: "The carrier does not answer." }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(options: PeopleOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? "/", "http://people");
  const known = request.method === "GET" ? files[pathname] : undefined;
  if (known) {
    response.writeHead(200, { "content-type": known.type, "cache-control": "no-cache" });
    response.end(await pageFile(known.file, options));
    return;
  }
  // The page talks to the carrier through here, so that it needs no permission of another origin.
  const isRelayed = /^\/(phones(\/[^/]+\/messages)?|inbound)$/.test(pathname);
  if (!isRelayed) {
    response.writeHead(404).end();
    return;
  }
  const relayed = await fetch(`${options.carrierUrl}/control${pathname}${search}`, {
    method: request.method ?? "GET",
    ...(request.method === "POST" ? { body: await readBody(request) } : {}),
  });
  response.writeHead(relayed.status, { "content-type": "application/json" });
  response.end(await relayed.text());
}

async function pageFile(file: string, { storeUrl }: PeopleOptions): Promise<string> {
  const text = await readFile(fileURLToPath(new URL(`./page/${file}`, import.meta.url)), "utf8");
  return file.endsWith(".html") ? text.replaceAll("{{storeUrl}}", encodeURI(storeUrl)) : text;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
