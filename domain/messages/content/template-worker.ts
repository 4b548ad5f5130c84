import { parentPort } from "node:worker_threads";
import { renderCounted } from "./engine.ts";
import { explainFailure, parseTemplate } from "./render.ts";
import { WORK_ALLOWED_WHEN_SAVED } from "./work.ts";

/** Values as long as they usually get, under every name that a text may use. */
const cart = {
  name: "#1000001",
  total: "$1,234.56",
  item_count: 12,
  first_item: "x".repeat(80),
  items: "x".repeat(250),
};
const SAMPLE = {
  customer: { first_name: "x".repeat(30), last_name: "x".repeat(30) },
  shop: { name: "x".repeat(60) },
  link: `https://example.com/l/${"x".repeat(10)}`,
};

// The thread of template-thread.ts: tries one template at a time and answers with its problem, or null.
parentPort?.on("message", (template: string) => parentPort?.postMessage(problemOf(template)));
parentPort?.postMessage("ready");

function problemOf(template: string): string | null {
  try {
    const values = { ...SAMPLE, cart: { ...cart }, order: { ...cart } };
    renderCounted(parseTemplate(template), values, WORK_ALLOWED_WHEN_SAVED);
    return null;
  } catch (error) {
    return explainFailure(error);
  }
}
