import { z } from "zod";
import { missingFrom } from "#domain/flows/checking/store-things";
import { problemsIn } from "#domain/flows/definition/problem";
import { stepType } from "./step-type.ts";

export const startFlowConfig = z.object({
  flowId: z.uuid().nullable(),
  /** Of the flow, as it was called when it was chosen. */
  flowName: z.string().max(255).default(""),
});
export type StartFlowConfig = z.output<typeof startFlowConfig>;

/** Lets the person enter another flow, whatever starts it otherwise. They go on in this one, too. */
export const startFlow = stepType<StartFlowConfig>({
  title: "Start another flow",
  group: "do",
  initial: { flowId: null, flowName: "" },
  config: startFlowConfig,
  describe: ({ flowId, flowName }) =>
    flowId === null || flowName === "" ? "Start another flow" : `Start the flow “${flowName}”`,
  problems: ({ flowId, flowName }, { store }) =>
    problemsIn(
      "flowId",
      flowId === null
        ? ["Choose the flow to start."]
        : missingFrom(store?.flows, flowId, `The flow “${flowName}” was deleted. Choose another one.`),
    ),
  acts: true,
});
