import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Shutdown } from "../../../bin/demo/shutdown.ts";
import { aptInstall, findOnPath, mayUseApt } from "../../../bin/servers/apt.ts";

/** What a worker's host talks to, each on a cable of its own. */
export const CABLES = ["database", "redis", "carrier"] as const;
export type Cable = (typeof CABLES)[number];

/** Another host, simulated: a network namespace with a cable to each of three servers. */
export interface Network {
  /** The servers' side of a cable: what the host connects to. */
  addressOf(cable: Cable): string;
  /** The host's own address, by which it is asked for its health. */
  host: string;
  /** Put before a command, this runs it on the host. */
  wrapper: string[];
  /** Bytes that have crossed a cable so far, with the headers of their packets. */
  crossed(cable: Cable): { toServers: number; toHost: number };
  /** Cuts these cables and mends the others. What is sent over a cut one is lost without a word. */
  cut(cables: readonly Cable[]): void;
  /** Listens on the servers' side of a cable and hands everything on to a port of 127.0.0.1. Returns its port. */
  relay(cable: Cable, port: number): Promise<number>;
}

/** Makes a host, and has it removed at the end. A sentence when this machine can't. Each call makes one more. */
export async function openNetwork(shutdown: Pick<Shutdown, "add">): Promise<Network | string> {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  if (findOnPath("ip") === null && mayUseApt()) await aptInstall("iproute2").catch(() => {});
  const id = freeId();
  const namespace = `cartbell-${process.pid}-${id}`;
  const stops: (() => void | Promise<void>)[] = [];
  shutdown.add({
    stop: async () =>
      void (await Promise.all(
        stops
          .splice(0)
          .reverse()
          .map((stop) => stop()),
      )),
    kill: () => {},
  });
  try {
    ip("netns", "add", namespace);
    stops.push(() => ip("netns", "del", namespace));
    ip("-n", namespace, "link", "set", "lo", "up");
    for (const [place] of CABLES.entries()) {
      layCable(namespace, id, place);
      stops.push(() => ip("link", "del", bridgeOf(id, place)));
    }
  } catch (error) {
    for (const stop of stops.splice(0).reverse()) await stop();
    return `network namespaces can't be made here (${(error as Error).message.split("\n")[0]})`;
  }
  const addressOf = (cable: Cable) => `10.${id}.${CABLES.indexOf(cable) + 1}.1`;
  return {
    addressOf,
    host: `10.${id}.1.2`,
    wrapper: ["ip", "netns", "exec", namespace],
    crossed(cable) {
      const counted = (kind: string) =>
        Number(readFileSync(`/sys/class/net/${cableOf(id, CABLES.indexOf(cable))}/statistics/${kind}`, "utf8"));
      return { toServers: counted("rx_bytes"), toHost: counted("tx_bytes") };
    },
    cut(cables) {
      for (const [place, cable] of CABLES.entries()) {
        const end = cables.includes(cable) ? ["nomaster"] : ["master", bridgeOf(id, place)];
        ip("link", "set", cableOf(id, place), ...end);
      }
    },
    async relay(cable, port) {
      const server = createServer((near) => {
        const far = connect(port, "127.0.0.1");
        near.pipe(far).pipe(near);
        near.on("error", () => far.destroy());
        far.on("error", () => near.destroy());
      });
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, addressOf(cable), resolve);
      });
      server.unref();
      stops.push(() => void server.close());
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("The relay has no port.");
      return address.port;
    },
  };
}

/** Names the host's bridges and its part of 10.0.0.0/8; no other host on this machine has it now. */
function freeId(): string {
  for (;;) {
    const id = `${randomInt(16, 250)}`;
    if (!existsSync(`/sys/class/net/${bridgeOf(id, 0)}`)) return id;
  }
}

/**
 * A bridge with the servers' address, and a cable from it to the host. Pulled out of the bridge, the cable leads nowhere.
 * Neighbours are fixed: else either side would learn by ARP that the other is away, which it doesn't behind a router.
 */
function layCable(namespace: string, id: string, place: number): void {
  const [bridge, near, far] = [bridgeOf(id, place), cableOf(id, place), `to-${CABLES[place]}`];
  const net = `10.${id}.${place + 1}`;
  const mac = (side: number) => `02:cb:${Number(id).toString(16).padStart(2, "0")}:00:0${place}:0${side}`;
  ip("link", "add", bridge, "address", mac(1), "type", "bridge");
  ip("addr", "add", `${net}.1/24`, "dev", bridge);
  ip("link", "set", bridge, "up");
  ip("link", "add", near, "address", mac(3), "type", "veth", "peer", "name", far, "netns", namespace);
  ip("link", "set", near, "master", bridge, "up");
  ip("-n", namespace, "link", "set", far, "address", mac(2), "up");
  ip("-n", namespace, "addr", "add", `${net}.2/24`, "dev", far);
  ip("neigh", "replace", `${net}.2`, "lladdr", mac(2), "dev", bridge, "nud", "permanent");
  ip("-n", namespace, "neigh", "replace", `${net}.1`, "lladdr", mac(1), "dev", far, "nud", "permanent");
}

const bridgeOf = (id: string, place: number) => `cb${id}b${place}`;
const cableOf = (id: string, place: number) => `cb${id}v${place}`;

function ip(...args: string[]): void {
  execFileSync("ip", args, { stdio: ["ignore", "pipe", "pipe"] });
}

const FAKETIME = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map((it) => `/usr/lib/${it}/faketime/libfaketime.so.1`);

/** The environment of a process whose clock is off by so many seconds; its timers run as ever. Null when it can't be made. */
export async function clockOffBy(seconds: number): Promise<Record<string, string> | null> {
  const find = () => FAKETIME.find((file) => isReadable(file));
  if (!find() && mayUseApt()) await aptInstall("libfaketime").catch(() => {});
  const library = find();
  if (!library) return null;
  const sign = seconds < 0 ? "-" : "+";
  return { LD_PRELOAD: library, FAKETIME: `${sign}${Math.abs(seconds)}s`, FAKETIME_DONT_FAKE_MONOTONIC: "1" };
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file, { flag: "r" });
    return true;
  } catch {
    return false;
  }
}
