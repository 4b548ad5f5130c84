import { stepTypeOf } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { FlowDocument, Step } from "./document.ts";
import { entryRules } from "./entry-rules.ts";

/** The merge tags that a text at each step may use: the trigger's, and those that the steps before it on its path provide. */
export function mergeTagsByStep({ trigger, steps }: FlowDocument): Map<string, MergeTag[]> {
  const tags = new Map<string, MergeTag[]>();
  function learn(path: Step[], before: MergeTag[]): void {
    let known = before;
    for (const step of path) {
      tags.set(step.id, known);
      const provided = stepTypeOf(step.type)?.provides(step.config) ?? [];
      // Of two steps that provide a name, the later one counts.
      const names = new Set(provided.map(({ name }) => name));
      known = provided.length > 0 ? [...known.filter(({ name }) => !names.has(name)), ...provided] : known;
      for (const arm of Object.values(step.arms)) learn(arm, known);
    }
  }
  const type = triggerType(trigger.kind);
  learn(steps, [...type.mergeTags, ...type.settingsTags(entryRules(trigger).settings)]);
  return tags;
}
