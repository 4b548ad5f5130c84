import type { IconSource } from "@shopify/polaris";
import type { ComponentType } from "react";
import type { Choices } from "#app/segments/segment/choices";
import type { FieldProblem } from "#domain/flows/definition/problem";
import type { Snippets } from "#domain/flows/snippets/expand";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { ProviderFacts } from "#domain/messages/delivery/provider-facts";

/** What a form may know of the flow its step stands in. */
export interface FlowAround {
  purpose: "marketing" | "transactional";
  trigger: TriggerType;
  /** What a text at this place may use: the trigger's merge tags, and those of the steps before it. */
  mergeTags: MergeTag[];
  /** What conditions and actions may name. */
  choices: Choices;
  /** How texts name the shop. */
  brandName: string;
  /** Short links begin with it. No slash at the end. */
  shortLinkUrl: string;
  /** Whom texts come from: a number, or the shop while there is none. */
  from: string;
  /** ISO 3166-1 alpha-2: what a text to someone at home costs. Null until the shop's details are known. */
  country: string | null;
  /** Of the provider whose number the texts come from. */
  facts: Pick<ProviderFacts, "prices" | "limits">;
  /** Of the store, for {% snippet "name" %}. */
  snippets: Snippets;
}

export interface StepFormProps<Config> {
  config: Config;
  onChange: (config: Config) => void;
  /** What must be fixed, each with the name of its setting. */
  problems: FieldProblem[];
  around: FlowAround;
}

/** How a type of step is shown and changed. One file each; the registry names them all. */
export interface StepForm {
  icon: IconSource;
  Form: ComponentType<StepFormProps<unknown>>;
}

export function stepForm<Config>(icon: IconSource, Form: ComponentType<StepFormProps<Config>>): StepForm {
  // The document's parser has parsed the settings with the schema of the step type that the registry pairs this with.
  return { icon, Form: Form as ComponentType<StepFormProps<unknown>> };
}
