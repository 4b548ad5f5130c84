import type { Pausable } from "#domain/control/pauses/pausable";
import { classNamed, queueNamed } from "#domain/control/pauses/pausable";
import { pause, stopMarketing } from "#domain/control/pauses/pause";
import { resume, startMarketing } from "#domain/control/pauses/resume";
import { UserError } from "#domain/user-error";
import type { PanelAction, Plan, Target } from "./panel-action.ts";

type Kind = Exclude<Pausable["kind"], "process">;

/** What is true of each while it is paused. */
const WHILE_PAUSED: Record<Kind, string[]> = {
  class: ["No text of this class is sent, in any shop. They wait, and their deadlines don’t move."],
  queue: ["No worker takes anything from this queue. What is under way finishes, and the rest waits."],
  shop: ["Nothing is sent for this shop except answers to STOP and HELP. The merchant sees the reason you give."],
  provider: ["No text is handed to this provider. Shops that send through it wait."],
};

const PAGES: Record<Kind, string> = {
  class: "/operations/queues",
  queue: "/operations/queues",
  shop: "/operations/shops",
  provider: "/operations/providers",
};

const SAFE = "Events, replies and opt-outs are still accepted. Answers to STOP and HELP are still sent.";

function targetOf({ kind, name }: Target): Pausable & { kind: Kind } {
  if (!kind || !name || !Object.hasOwn(PAGES, kind))
    throw new UserError("target-unknown", "Choose what to pause on the page of queues, shops or providers.");
  const known = kind as Kind; // a key of the table
  // Throw for what is no class or queue; shops and providers are looked up by the verb.
  if (known === "class") classNamed(name);
  if (known === "queue") queueNamed(name);
  return { kind: known, name };
}

function actionOn(kind: Kind): { pause: PanelAction; resume: PanelAction } {
  const shared = { needs: "operator", from: PAGES[kind] } as const;
  const about = (target: Target) => targetOf({ ...target, kind });
  return {
    pause: {
      ...{ ...shared, needsReason: true },
      plan: (_ctx, target): Plan => {
        const { name } = about(target);
        return { title: `Pause ${kind} ${name}`, effects: [...WHILE_PAUSED[kind], SAFE] };
      },
      run: (ctx, target, act) => pause(ctx, { target: about(target), ...act }),
    },
    resume: {
      ...{ ...shared, needsReason: false },
      plan: (_ctx, target): Plan => {
        const { name } = about(target);
        const effects = ["What waited is due again within two seconds. What is past its deadline expires."];
        return { title: `Resume ${kind} ${name}`, effects };
      },
      run: (ctx, target, act) => resume(ctx, { target: about(target), ...act }),
    },
  };
}

const [ofClass, ofQueue, ofShop, ofProvider] = [
  actionOn("class"),
  actionOn("queue"),
  actionOn("shop"),
  actionOn("provider"),
];

/** Pausing and resuming classes, queues, shops and providers, and all marketing. */
export const pausing = {
  "pause-class": ofClass.pause,
  "resume-class": ofClass.resume,
  "pause-queue": ofQueue.pause,
  "resume-queue": ofQueue.resume,
  "pause-shop": ofShop.pause,
  "resume-shop": ofShop.resume,
  "pause-provider": ofProvider.pause,
  "resume-provider": ofProvider.resume,
  "stop-marketing": {
    ...{ needs: "operator", from: "/operations", needsReason: true },
    plan: () => ({
      title: "Stop all marketing",
      effects: [
        "Within two seconds no shop sends a campaign or a marketing flow. What waits is kept, and its deadlines don’t move.",
        "Order texts are still sent.",
        SAFE,
      ],
    }),
    run: (ctx, _target, act) => stopMarketing(ctx, act),
  },
  "start-marketing": {
    ...{ needs: "operator", from: "/operations", needsReason: true },
    plan: () => ({
      title: "Start marketing again",
      effects: [
        "Every shop’s campaigns and flows continue within two seconds. What is past its deadline expires, and quiet hours still hold.",
      ],
    }),
    run: (ctx, _target, act) => startMarketing(ctx, act),
  },
} satisfies Record<string, PanelAction>;
