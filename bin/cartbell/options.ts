import { type IntakeKind, intakeKind } from "#domain/jobs";
import { type Input, UsageError } from "./command.ts";

/** Every option of every command, as parseArgs takes it. */
export const OPTIONS = {
  because: { type: "string" },
  kind: { type: "string" },
  shop: { type: "string" },
  reason: { type: "string" },
  operator: { type: "string" },
  action: { type: "string" },
  role: { type: "string" },
  share: { type: "string" },
  all: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The value of an option that takes a text; undefined when it is not given. */
export function textOf(options: Input["options"], name: keyof typeof OPTIONS): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The kind of delivery that --kind names. */
export function kindOf(options: Input["options"]): IntakeKind | undefined {
  const kind = textOf(options, "kind");
  if (kind === undefined) return;
  return chooseFrom(intakeKind.options, kind, `There is no kind of delivery "${kind}"`);
}

/** The name that was given, if it is one of these. Otherwise throws a UsageError: the problem, then the names. */
export function chooseFrom<Name extends string>(
  names: readonly Name[],
  given: string | undefined,
  problem: string,
): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`${problem}: choose from ${names.join(", ")}.`);
  return found;
}
