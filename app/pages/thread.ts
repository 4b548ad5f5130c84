// The thread on which the web process answers pages. Started by start-thread.ts, which it tells its address; the message "drain"
// from there ends its live streams, and any other stops it.
import { parentPort, workerData } from "node:worker_threads";
import type { ServerBuild } from "@remix-run/node";
import { openLog } from "#boot/open-log";
import { openProcess } from "#boot/open-process";
import { readConfig } from "#platform/config";
import { hearEverything } from "#platform/hear-everything";
import { serve } from "#platform/http/serve";
import { openPages } from "./open.ts";

if (!parentPort) throw new Error("This is a thread of the web process, no program.");
const stopAsked = Promise.withResolvers<void>();
let endStreams = () => {};
parentPort.on("message", (message) => (message === "drain" ? endStreams() : stopAsked.resolve()));
// Its only client is the process itself, which says who its own client is.
const config = { ...readConfig(), TRUSTED_PROXIES: 1 };
hearEverything(openLog(config, "pages"));
// The build's name is only known once it is there.
const build = (await import(String(workerData))) as ServerBuild;
const { ctx, providers, close } = await openProcess(config, "pages");
const pages = openPages({ config, ctx, providers, screens: { build } });
endStreams = pages.endStreams;
const server = await serve(pages.listener, { host: "127.0.0.1", port: 0 });
parentPort.postMessage(server.url);

await stopAsked.promise;
pages.endStreams();
await server.close(0);
await close();
parentPort.close();
