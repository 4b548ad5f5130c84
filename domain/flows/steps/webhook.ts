import { z } from "zod";
import type { FieldProblem } from "#domain/flows/definition/problem";
import { variablesIn } from "./learned.ts";
import { stepType } from "./step-type.ts";

/** The most characters of what the merchant names and enters. */
export const longest = { answerName: 40, answerPath: 200, fieldName: 100, fieldValue: 1_000 };

/** A value of the answer, by a name of the merchant's: {{ webhook.points }} is what stands at "customer.points". */
export const answerField = z.object({
  name: z.string().max(longest.answerName),
  path: z.string().max(longest.answerPath),
});

const MOST_ANSWERS = 10;
export const LONGEST_URL = 2_000;
/** A day: no request is tried for longer. */
export const LONGEST_ANSWER_WAIT_MINUTES = 24 * 60;

export const webhookConfig = z.object({
  url: z.string().max(LONGEST_URL),
  /** Name, phone number, e-mail address and tags. */
  sendsPerson: z.boolean().default(true),
  /** What the event that started the flow says. */
  sendsEvent: z.boolean().default(true),
  /** Fixed values, by name. */
  fields: z
    .array(z.object({ name: z.string().max(longest.fieldName), value: z.string().max(longest.fieldValue) }))
    .max(20)
    .default([]),
  /** Stays at the step until the answer is there. */
  waits: z.boolean().default(false),
  waitMinutes: z.number().int().min(1).max(LONGEST_ANSWER_WAIT_MINUTES).default(10),
  answers: z.array(answerField).max(MOST_ANSWERS).default([]),
});
export type WebhookConfig = z.output<typeof webhookConfig>;

/** A signed request to a server of the merchant's (domain/outgoing), and what its answer says. */
export const webhook = stepType<WebhookConfig>({
  title: "Send a webhook",
  group: "do",
  initial: webhookConfig.parse({ url: "" }),
  config: webhookConfig,
  describe: ({ url, waits }) => {
    const host = hostOf(url);
    return `Send a webhook${host ? ` to ${host}` : ""}${waits ? " and wait for the answer" : ""}`;
  },
  problems,
  asks: ({ waits, waitMinutes }) => ({ untilMs: waits ? waitMinutes * 60_000 : 0 }),
  provides: ({ waits, answers }) =>
    (waits ? answers : []).map(({ name, path }) => ({
      name: `webhook.${name}`,
      label: `Webhook answer: ${path}`,
      sample: name,
    })),
  variables: (_, memory) => variablesIn(memory),
});

function problems({ url, fields, waits, answers }: WebhookConfig): FieldProblem[] {
  const found: FieldProblem[] = [];
  const add = (field: string, message: string) => found.push({ field, message });
  if (url.trim() === "") add("url", "Enter a web address.");
  else if (hostOf(url) === null) add("url", "Enter a web address that starts with https://.");
  if (fields.some(({ name }) => name.trim() === "")) add("fields", "Enter a name for each value.");
  if (!waits) return found;
  const names = answers.map(({ name }) => name);
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined)
    add(
      "answers",
      `“${wrong}” can’t be a merge tag. Use lowercase letters, digits and underscores, and start with a letter.`,
    );
  if (new Set(names).size < names.length) add("answers", "Two values of the answer have the same name.");
  if (answers.some(({ path }) => path.trim() === "")) add("answers", "Enter where each value is in the answer.");
  return found;
}

const NAME = /^[a-z][a-z0-9_]*$/;

function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, username, password } = new URL(url);
  // A demo's receiver on this machine has no certificate; every other address without one is refused at the request.
  const isLocal = protocol === "http:" && hostname === "127.0.0.1";
  return (protocol === "https:" || isLocal) && username === "" && password === "" ? hostname : null;
}
