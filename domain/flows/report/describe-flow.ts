import { gallery } from "#domain/flows/presets/gallery";
import { triggers } from "#domain/flows/triggers/registry";

/** One sentence about a flow: what its preset is for, or who enters it. */
export function describeFlow(preset: string | null, triggerKind: string): string {
  const known = preset === null ? null : gallery[preset];
  if (known) return known.describe;
  return Object.entries(triggers).find(([kind]) => kind === triggerKind)?.[1].describe ?? "";
}
