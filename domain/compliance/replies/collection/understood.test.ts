import { expect, test } from "vitest";
import { understand } from "#domain/compliance/opt-out-words";
import { labelledReplies, SETS } from "./labelled.ts";

test("each labelled reply is understood as recorded, with the same evidence", async () => {
  const lines = [...SETS, "everyday" as const, "meanings" as const].flatMap((set) =>
    [...labelledReplies(set)].flatMap(([language, kinds]) => [
      `# ${set}, ${language}`,
      ...Object.values(kinds).flat().map(lineOf),
    ]),
  );
  // A change of the rules shows here which replies it changes. Record it with `npm test -- understood --update`, and read the difference.
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./labelled/understood.snap");
});

/** "Please stop → opt-out “stop” en"; with the doubt at the end, if there is one. */
function lineOf(reply: string): string {
  const { meaning, evidence } = understand(reply);
  const told = evidence ? ` “${evidence.phrase}” ${evidence.language ?? "-"} ${evidence.doubt ?? ""}` : "";
  return `${reply.replaceAll("\n", "\\n")} → ${meaning}${told}`.trimEnd();
}
