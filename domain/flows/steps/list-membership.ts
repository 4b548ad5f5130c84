import { z } from "zod";
import { missingFrom } from "#domain/flows/checking/store-things";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { type Surroundings, stepType } from "./step-type.ts";

export const listConfig = z.object({
  listId: z.uuid().nullable(),
  /** Of the list, as it was called when it was chosen. */
  listName: z.string().max(255).default(""),
});
export type ListConfig = z.output<typeof listConfig>;

const initial: ListConfig = { listId: null, listName: "" };

function problems({ listId, listName }: ListConfig, { store }: Surroundings): FieldProblem[] {
  if (listId === null) return problemsIn("listId", ["Choose the list."]);
  return problemsIn(
    "listId",
    missingFrom(store?.lists, listId, `The list “${listName}” was deleted. Choose another one.`),
  );
}

function named({ listId, listName }: ListConfig): string {
  return listId === null || listName === "" ? "a list" : `the list “${listName}”`;
}

/** Puts the person on a list of the shop's. */
export const addToListStep = stepType<ListConfig>({
  title: "Add to a list",
  group: "do",
  initial,
  config: listConfig,
  describe: (config) => `Add to ${named(config)}`,
  problems,
  acts: true,
});

/** Takes the person off a list of the shop's. */
export const removeFromListStep = stepType<ListConfig>({
  title: "Remove from a list",
  group: "do",
  initial,
  config: listConfig,
  describe: (config) => `Remove from ${named(config)}`,
  problems,
  acts: true,
});
