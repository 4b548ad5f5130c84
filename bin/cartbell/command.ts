import type { Context } from "#domain/context";

/** What a command is given: its words after the command's own, and its options. */
export interface Input {
  words: string[];
  options: Record<string, string | boolean | undefined>;
  /** Who gives it, for the audit log. */
  by: { operator: string };
}

/** What a command prints: a sentence, rows, or both. */
export interface Output {
  sentence?: string;
  rows?: object[];
}

export interface Command {
  /** The words that it begins with: "dead retry". */
  name: string;
  /** What follows them, as the help shows it: "<class|queue> <name>", "[<id>…]". */
  takes?: string;
  summary: string;
  options?: string[];
  /** The fewest and the most words that follow. */
  words: [number, number];
  run(ctx: Pick<Context, "db" | "clock" | "providers" | "shortLinkUrl" | "replica">, input: Input): Promise<Output>;
}

/** A command line that makes no sense. The sentence is for the person who wrote it. */
export class UsageError extends Error {}
