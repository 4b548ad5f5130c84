import { parseArgs } from "node:util";
import { type Command, type Input, UsageError } from "./command.ts";
import { accounts } from "./commands/accounts.ts";
import { reads } from "./commands/reads.ts";
import { verbs } from "./commands/verbs.ts";
import { OPTIONS } from "./options.ts";

const commands: Command[] = [...reads, ...verbs, ...accounts];

/** What a command line asks for. */
export type Asked =
  | { kind: "help"; text: string }
  | { kind: "run"; command: Command; input: Omit<Input, "by">; isJson: boolean };

/** Reads a command line: the words after `cartbell`. Throws a UsageError that says what is wrong. */
export function parseCommand(argv: string[]): Asked {
  const { values, positionals } = readWords(argv);
  const command = commandOf(positionals);
  if (values.help || positionals.length === 0) return { kind: "help", text: helpFor(command) };
  if (!command) throw new UsageError(`There is no command "${positionals.join(" ")}". See: cartbell --help`);
  const { json = false, ...options } = values;
  const strange = Object.keys(options).find((name) => !command.options?.includes(name));
  if (strange !== undefined) throw new UsageError(`${command.name} has no option --${strange}. ${usageOf(command)}`);
  const words = positionals.slice(command.name.split(" ").length);
  const [fewest, most] = command.words;
  if (words.length < fewest || words.length > most) throw new UsageError(usageOf(command));
  return { kind: "run", command, input: { words, options }, isJson: json };
}

function readWords(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split(". ")[0]}. See: cartbell --help`);
  }
}

/** The command with the longest name that the words begin with. */
function commandOf(words: string[]): Command | undefined {
  const fitting = commands.filter(({ name }) => name === words.slice(0, name.split(" ").length).join(" "));
  return fitting.toSorted((a, b) => b.name.length - a.name.length)[0];
}

function usageOf({ name, takes, options = [] }: Command): string {
  const flags = options.map((it) =>
    OPTIONS[it as keyof typeof OPTIONS].type === "boolean" ? `[--${it}]` : `[--${it} …]`,
  );
  return `Usage: ${["cartbell", name, takes, ...flags, "[--json]"].filter(Boolean).join(" ")}`;
}

function helpFor(command: Command | undefined): string {
  if (command) return `${usageOf(command)}\n\n  ${command.summary}\n`;
  const lines = commands.map((it) => `  ${[it.name, it.takes].filter(Boolean).join(" ")}\n      ${it.summary}`);
  return `cartbell <command>: see and control an installation, with the settings of the web process in the environment.

${lines.join("\n")}

Every command takes --json and --help. --because "…" stands in the audit log. The exit code is 0 when it is done or was so
already, 1 when it can't be done, and 2 when the command line makes no sense.
`;
}
