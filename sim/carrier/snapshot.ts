import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Faults } from "./faults.ts";
import type { NumberOption } from "./options.ts";
import {
  type CarrierMessage,
  type CarrierState,
  fileHandOff,
  fileMessage,
  freshState,
  type HandOffRecord,
} from "./state.ts";

interface Snapshot {
  faults: Faults;
  smsUrls: [phone: string, smsUrl: string][];
  messages: CarrierMessage[];
  handOffs: HandOffRecord[];
  optOuts: string[];
}

/** What the carrier knew when its last snapshot was written; a fresh state when there is none. */
export async function loadState(dataDir: string | undefined, numbers: NumberOption[]): Promise<CarrierState> {
  const state = freshState(numbers);
  const text = dataDir === undefined ? null : await readFile(fileIn(dataDir), "utf8").catch(ignoreMissing);
  if (text === null) return state;
  const snapshot = JSON.parse(text) as Snapshot;
  state.faults = snapshot.faults;
  for (const [phone, smsUrl] of snapshot.smsUrls) {
    const number = state.numbers.get(phone);
    if (number) number.smsUrl = smsUrl;
  }
  for (const message of snapshot.messages) fileMessage(state, message);
  for (const record of snapshot.handOffs) fileHandOff(state, record);
  state.optOuts = new Set(snapshot.optOuts);
  return state;
}

/** Writes `carrier.json` beside itself first, so that a kill in the middle leaves the former one whole. */
export async function saveState(dataDir: string, state: CarrierState): Promise<void> {
  const snapshot: Snapshot = {
    faults: state.faults,
    smsUrls: [...state.numbers.values()].map((number) => [number.phone, number.smsUrl]),
    messages: state.timeline,
    handOffs: state.handOffs,
    optOuts: [...state.optOuts],
  };
  const file = fileIn(dataDir);
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.next`, JSON.stringify(snapshot));
  await rename(`${file}.next`, file);
}

function fileIn(dataDir: string): string {
  return join(dataDir, "carrier.json");
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
