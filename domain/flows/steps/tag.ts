import { z } from "zod";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { tagNamed, tagProblem } from "#domain/subscribers/tagging/tag-name";
import { stepType } from "./step-type.ts";

export const tagConfig = z.object({ tag: z.string().max(255) });
export type TagConfig = z.output<typeof tagConfig>;

function problems({ tag }: TagConfig): FieldProblem[] {
  const problem = tagProblem(tag);
  return problemsIn("tag", problem ? [problem.says] : []);
}

function named(tag: string): string {
  return tagNamed(tag) === "" ? "a tag" : `the tag “${tagNamed(tag)}”`;
}

/** Gives the person a tag, as a merchant does; it may start flows. */
export const tag = stepType<TagConfig>({
  title: "Add a tag",
  group: "do",
  initial: { tag: "" },
  config: tagConfig,
  describe: (config) => `Add ${named(config.tag)}`,
  problems,
  acts: true,
});

/** Takes a tag from the person. */
export const untag = stepType<TagConfig>({
  title: "Remove a tag",
  group: "do",
  initial: { tag: "" },
  config: tagConfig,
  describe: (config) => `Remove ${named(config.tag)}`,
  problems,
  acts: true,
});
