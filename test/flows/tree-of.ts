import type { Step } from "#domain/flows/definition/document";
import { stepTypeOf } from "#domain/flows/steps/registry";

export interface PlacedStep {
  step: { type: string; config: object };
  /** Which of the open paths it goes to. */
  where: number;
}

/** Each step goes to the end of one of the paths that are open so far, as the editor has it. */
export function treeOf(steps: PlacedStep[]): Step[] {
  const start: Step[] = [];
  let open = [start];
  steps.forEach(({ step: { type, config }, where }, i) => {
    const path = open[where % Math.max(1, open.length)];
    const stepType = stepTypeOf(type);
    if (!path || !stepType) return;
    const arms = Object.fromEntries(stepType.arms(config).map((arm): [string, Step[]] => [arm, []]));
    path.push({ id: `s${i}`, type, config, arms });
    open = [...(stepType.isLast ? open.filter((it) => it !== path) : open), ...Object.values(arms)];
  });
  return start;
}
