import { z } from "zod";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { stepType } from "./step-type.ts";

export const listConfig = z.object({
  listId: z.uuid().nullable(),
  /** Of the list, as it was called when it was chosen. */
  listName: z.string().max(255).default(""),
});
export type ListConfig = z.output<typeof listConfig>;

const initial: ListConfig = { listId: null, listName: "" };

function problems({ listId }: ListConfig): FieldProblem[] {
  return problemsIn("listId", listId === null ? ["Choose the list."] : []);
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
