import { readProcesses } from "#domain/control/processes/read-processes";
import { type Order, tellProcess } from "#domain/control/processes/tell-process";
import { UserError } from "#domain/user-error";
import type { Operator } from "#operations/session/admit";
import type { PanelAction, Target } from "./panel-action.ts";

const FROM = "/operations/processes";

const EFFECTS: Record<"drain" | "restart" | "resume", { title: string; effects: string[] }> = {
  drain: {
    title: "Drain",
    effects: [
      "It takes nothing new, finishes what it has, and keeps running. Other workers do the rest.",
      "If no other worker serves its queues, their work waits until it takes work again.",
    ],
  },
  restart: {
    title: "Restart",
    effects: [
      "It takes nothing new, finishes what it has, and exits. What runs it starts it again.",
      "This can’t be taken back. Nothing is lost: what it can’t finish, another worker does.",
    ],
  },
  resume: { title: "Let it take work again:", effects: ["It takes work again within two seconds."] },
};

function telling(verb: keyof typeof EFFECTS): PanelAction {
  const order: Order = verb === "resume" ? null : verb;
  return {
    ...{ needs: "operator", from: FROM, needsReason: verb !== "resume" },
    async plan(ctx, target) {
      const { kind, host, pid } = await processIn(ctx, target);
      const { title, effects } = EFFECTS[verb];
      return { title: `${title} ${kind} process ${pid} on ${host}`, effects };
    },
    run: (ctx, { id = "" }, act) => tellProcess(ctx, { id, order, ...act }),
  };
}

async function processIn(ctx: Operator["ctx"], { id = "" }: Target) {
  const found = (await readProcesses(ctx.db)).find((it) => it.id === id);
  if (!found) throw new UserError("process-unknown", "This process has ended.");
  return found;
}

/** What a process can be told. */
export const processActions = {
  drain: telling("drain"),
  restart: telling("restart"),
  "resume-process": telling("resume"),
} satisfies Record<string, PanelAction>;
