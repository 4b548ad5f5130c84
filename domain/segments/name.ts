import { UserError } from "#domain/user-error";

const LONGEST = 100;

/** A name as it is stored: of a segment, or of a list. Refuses by the field what is none. */
export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "") throw new UserError("segment-name-empty", "Enter a name. Only visible to you.", "name");
  if (trimmed.length > LONGEST) throw new UserError("segment-name-long", `Use at most ${LONGEST} characters.`, "name");
  if (trimmed.includes("\0"))
    throw new UserError("segment-name-wrong", "Remove the invisible character (NUL).", "name");
  return trimmed;
}
