import type { SetupStep } from "#domain/shops/setup";

interface Progress {
  step: SetupStep;
  isDone: boolean;
}

/** What the merchant opened or closed, and which steps were done then. */
export interface ChosenStep {
  step: SetupStep | "none";
  done: SetupStep[];
}

export function chooseStep(steps: Progress[], step: ChosenStep["step"]): ChosenStep {
  return { step, done: doneOf(steps) };
}

/** Which step is open: the merchant's choice until a step is finished, then the next one to do; null when none is left. */
export function openStep(steps: Progress[], chosen: ChosenStep | null): SetupStep | null {
  const isStillSo = chosen !== null && doneOf(steps).join() === chosen.done.join();
  if (isStillSo) return chosen.step === "none" ? null : chosen.step;
  return steps.find(({ isDone }) => !isDone)?.step ?? null;
}

function doneOf(steps: Progress[]): SetupStep[] {
  return steps.filter(({ isDone }) => isDone).map(({ step }) => step);
}
