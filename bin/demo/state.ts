import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../servers/ports.ts";

/** The ports a demo likes best; the next free one is taken when one is busy. */
const PREFERRED_PORTS = { store: 4100, carrier: 4101, people: 4102, clock: 4103, desks: 4104, web: 4110, worker: 4111 };

export type Ports = typeof PREFERRED_PORTS;

/** What a demo remembers from one start to the next, in `state.json`. */
export interface DemoState {
  ports: Ports;
  secrets: Record<string, string>;
  isSeeded: boolean;
}

/**
 * The folder's state, with ports that are free now: those of last time where possible, else (`isThrowAway`) any or the
 * preferred ones. Secrets are made once and then stay, because the database is encrypted with them.
 */
export async function openState(folder: string, isThrowAway: boolean): Promise<DemoState> {
  const file = join(folder, "state.json");
  // Written by writeState.
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoState) : null;
  const state = {
    ports: await choosePorts(known?.ports ?? null, isThrowAway),
    secrets: known?.secrets ?? makeSecrets(),
    isSeeded: known?.isSeeded ?? false,
  };
  writeState(folder, state);
  return state;
}

export function writeState(folder: string, state: DemoState): void {
  const draft = join(folder, "state.json.new");
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, "state.json"));
}

async function choosePorts(known: Ports | null, isThrowAway: boolean): Promise<Ports> {
  const ports = { ...PREFERRED_PORTS };
  const taken = new Set<number>();
  for (const name of Object.keys(ports) as (keyof Ports)[]) {
    ports[name] = await findFreePort(known?.[name] ?? (isThrowAway ? null : PREFERRED_PORTS[name]), taken);
    taken.add(ports[name]);
  }
  return ports;
}

function makeSecrets(): Record<string, string> {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  return {
    SHOPIFY_API_KEY: hex(16),
    SHOPIFY_API_SECRET: hex(32),
    TWILIO_ACCOUNT_SID: `AC${hex(16)}`,
    TWILIO_AUTH_TOKEN: hex(16),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    PHONE_HASH_KEY: randomBytes(32).toString("base64"),
  };
}
