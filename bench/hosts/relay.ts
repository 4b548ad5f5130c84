// Started by start-hosts.ts with a list of ways as JSON. Stands for the distance between hosts, where the kernel can't delay
// packets itself (netem): hands bytes on to a port of 127.0.0.1, and holds what goes there for a while. Answers go back at
// once: who asks and waits for an answer can't tell in which direction the time was lost.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Way } from "./start-hosts.ts";

const ways = JSON.parse(process.argv[2] ?? "[]") as Way[];
const line: { at: number; to: Socket; bytes: Buffer }[] = [];
let timer: NodeJS.Timeout | null = null;

const ports = await Promise.all(ways.map(open));
process.stdout.write(`relaying ${JSON.stringify(ports)}\n`);

function open({ host, port, holdMs }: Way): Promise<number> {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: "127.0.0.1", noDelay: true });
    near.on("data", (bytes: Buffer) => {
      if (holdMs === 0) return void far.write(bytes);
      line.push({ at: performance.now() + holdMs, to: far, bytes });
      wait();
    });
    far.on("data", (bytes: Buffer) => void near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.end());
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port)); // TCP has an address object
  });
}

function wait(): void {
  const [first] = line;
  if (first && !timer) timer = setTimeout(handOn, Math.max(first.at - performance.now(), 0));
}

/** All ways hold bytes for as long, so that those that came first leave first. */
function handOn(): void {
  const now = performance.now();
  const due = line.findIndex(({ at }) => at > now);
  for (const { to, bytes } of line.splice(0, due === -1 ? line.length : due)) if (to.writable) to.write(bytes);
  timer = null;
  wait();
}
