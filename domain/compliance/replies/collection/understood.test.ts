import { expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { labelledReplies, SETS } from "./labelled.ts";

const ALL = [...SETS, "everyday", "meanings"] as const;
/** Mutation testing runs the tests once for each mutant, and asks for a few sets (vitest.mutation.config.ts). */
// biome-ignore lint/style/noProcessEnv: a setting of the test run, not of the product
const asked = process.env.LABELLED_SETS?.split(",");
const sets = ALL.filter((set) => asked === undefined || asked.includes(set));

// A change of the rules shows as a difference of these files: read it. Delete the file and run the test to record it anew.
test.each(sets)("each reply of the %s set is understood as recorded, with the same evidence", async (set) => {
  const lines = [...labelledReplies(set)].flatMap(([language, kinds]) => [
    `# ${language}`,
    ...Object.values(kinds).flat().map(lineOf),
  ]);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`./understood/${set}.snap`);
});

/** "Please stop → opt-out “stop” en"; with the doubt at the end, if there is one. */
function lineOf(reply: string): string {
  const { meaning, evidence } = understandReply(reply);
  const told = evidence ? ` “${evidence.phrase}” ${evidence.language ?? "-"} ${evidence.doubt ?? ""}` : "";
  return `${reply.replaceAll("\n", "\\n")} → ${meaning}${told}`.trimEnd();
}
