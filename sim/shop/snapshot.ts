import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FORM_WORDS, type Shop } from "./shops/shop.ts";
import { faithful } from "./webhooks/delivery.ts";

interface Saved {
  lastId: number;
  shops: Shop[];
}

/** Deliveries that were settled are kept for reading only; this many survive a restart. */
const keptDeliveries = 500;

/** Reads what the last run saved; null when there is nothing. */
export function readSnapshot(file: string): Saved | null {
  try {
    // The file is our own, written below.
    const saved = JSON.parse(readFileSync(file, "utf8"), revive) as Saved;
    // A fault that could not be asked for yet when it was saved was not asked for.
    for (const shop of saved.shops) {
      shop.behaviour = { ...faithful, ...shop.behaviour };
      shop.plan ??= "Basic";
      shop.updatedAt ??= shop.createdAt;
      shop.formWords ??= FORM_WORDS;
      shop.installation.metafields ??= {};
      shop.codeDiscounts ??= [];
      shop.codeCreations ??= [];
      for (const product of shop.products.values()) {
        product.status ??= "ACTIVE";
        for (const variant of product.variants) {
          variant.compareAtCents ??= null;
          variant.stock ??= null;
          variant.policy ??= "deny";
        }
      }
      for (const visit of shop.visits.values()) {
        visit.clientId ??= randomUUID();
        visit.allowsMarketing ??= true;
        visit.untold ??= [];
      }
      for (const order of shop.orders.values()) {
        for (const line of order.lines) line.currentQuantity ??= line.quantity;
        order.fulfillments ??= [];
        order.source ??= "web";
        order.tags ??= [];
      }
    }
    return saved;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Writes everything to a new file and swaps it in, so that a crash leaves the old one whole. */
export function writeSnapshot(file: string, saved: Saved): void {
  mkdirSync(dirname(file), { recursive: true });
  const shops = saved.shops.map((shop) => ({ ...shop, deliveries: worthKeeping(shop.deliveries) }));
  writeFileSync(`${file}.new`, JSON.stringify({ ...saved, shops }, replace));
  renameSync(`${file}.new`, file);
}

function worthKeeping(deliveries: Shop["deliveries"]): Shop["deliveries"] {
  const settled = deliveries.filter((delivery) => delivery.status !== "pending").slice(-keptDeliveries);
  const kept = new Set(settled);
  return deliveries.filter((delivery) => delivery.status === "pending" || kept.has(delivery));
}

function replace(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value] } : value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value === "object" && value !== null && "$map" in value && Array.isArray(value.$map))
    return new Map(value.$map);
  return value;
}

/** A second after a change at the soonest, and for at most a twentieth of the time however much there is to save. */
const soonestMs = 1_000;
const shareOfTime = 20;

/** Saves a moment after the last change, and at once when asked. */
export function createSaver(save: () => void): { changed(): void; flush(): void } {
  let timer: NodeJS.Timeout | null = null;
  let tookMs = 0;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const started = performance.now();
    save();
    tookMs = performance.now() - started;
  };
  return {
    changed: () => {
      timer ??= setTimeout(flush, Math.max(soonestMs, tookMs * shareOfTime)).unref();
    },
    flush,
  };
}
