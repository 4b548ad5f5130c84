// The process that keeps PostgreSQL and Redis for a demo or for tests: started by hold.ts, in a session of its own so
// that Ctrl-C in a terminal does not reach it. It starts the services, tells every holder when they are ready, and stops
// them when the last holder has let go, which a killed holder does too: its connection closes with it.
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { describeError } from "../progress.ts";
import { addressOf, claimAddress } from "./address.ts";
import type { ServiceOrder } from "./order.ts";
import { endGroup } from "./processes.ts";
import { type Service, startServices } from "./start-services.ts";

const FIRST_HOLDER_PATIENCE_MS = 10_000;
const GUARDED_PATIENCE_MS = 20_000;
const HEALTH_CHECK_MS = 1_000;

// The only caller is hold.ts, which wrote this argument.
const order = JSON.parse(process.argv[2] ?? "") as ServiceOrder;
/** Every holder, with the process groups that must not outlive it. */
const holders = new Map<Socket, Set<number>>();
const services: Service[] = [];
let state: "starting" | "ready" | "stopping" = "starting";

const server = createServer(welcome);
if (!(await claimAddress(server, addressOf(order.folder)))) process.exit(0); // another keeper was first
process.on("SIGTERM", () => void stop("it was told to"));
process.on("SIGINT", () => void stop("it was told to"));
try {
  await startServices(order, services);
  state = "ready";
  for (const holder of holders.keys()) holder.write("ready\n");
  setTimeout(stopWhenUnheld, holders.size === 0 ? FIRST_HOLDER_PATIENCE_MS : 0);
  setInterval(stopWhenServiceDied, HEALTH_CHECK_MS);
} catch (error) {
  await stop(describeError(error));
}

function welcome(holder: Socket): void {
  holder.on("error", () => {}); // a killed holder resets its connection; "close" follows
  if (state === "stopping") {
    holder.end("stopping\n");
    return;
  }
  if (order.isExclusive && holders.size > 0) {
    holder.end("taken\n");
    return;
  }
  const guarded = new Set<number>();
  holders.set(holder, guarded);
  holder.on("close", () => void letGo(holder));
  createInterface({ input: holder }).on("line", (line) => {
    const [verb, pid] = line.split(" ");
    if (verb === "guard") guarded.add(Number(pid));
    if (verb === "unguard") guarded.delete(Number(pid));
    if (verb === "release") void letGo(holder);
  });
  if (state === "ready") holder.write("ready\n");
}

/** The holder's connection closes when it has nothing left to wait for: at once, or after the services have stopped. */
async function letGo(holder: Socket): Promise<void> {
  const guarded = holders.get(holder);
  if (guarded === undefined) return;
  await Promise.all([...guarded].map((pid) => endGroup(pid, GUARDED_PATIENCE_MS)));
  holders.delete(holder);
  if (holders.size > 0) holder.end();
  else stopWhenUnheld();
}

function stopWhenUnheld(): void {
  if (holders.size === 0 && state === "ready") void stop(null);
}

function stopWhenServiceDied(): void {
  const dead = services.find((service) => service.hasExited());
  if (dead !== undefined) void stop(`${dead.name} ended by itself`);
}

/** Everyone who still holds hears the complaint. The address is given back last: a successor finds nothing running. */
async function stop(complaint: string | null): Promise<void> {
  if (state === "stopping") return;
  state = "stopping";
  if (complaint !== null) {
    process.stderr.write(`Stopping: ${complaint}\n`);
    for (const holder of holders.keys()) holder.write(`failed ${complaint.split("\n")[0]}\n`);
  }
  await Promise.all(services.map((service) => service.stop()));
  server.close(); // before the connections close: who waits for that may start a successor at once
  process.exit(complaint === null ? 0 : 1);
}
