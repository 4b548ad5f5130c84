import type { Choices } from "#app/segments/segment/choices";
import type { RuleCard } from "#domain/segments/catalogue";
import type { Problems } from "./problems.ts";
import type { Builder } from "./use-builder.ts";

/** What every part of the builder needs. */
export interface BuilderParts {
  builder: Builder;
  cards: RuleCard[];
  choices: Choices;
  problems: Problems;
  /** Problems of rules that no one has worked on yet are shown, too: saving was refused. */
  showsAll: boolean;
}
