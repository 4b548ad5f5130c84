import { z } from "zod";
import { stepType } from "./step-type.ts";

/** The walk ends here. The end of a path does the same; this one says so in the picture. */
export const exit = stepType({
  title: "Exit",
  initial: {},
  config: z.object({}),
  isLast: true,
  describe: () => "Exit the flow",
  problems: () => [],
  advance: () => ({ kind: "leave" }),
});
