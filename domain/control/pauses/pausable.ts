import { type JobName, jobs, type MessageClass, messageClass } from "#domain/jobs";
import { UserError } from "#domain/user-error";

/** What an operator can pause and resume. A shop's name is its domain or id, a process's its id or the beginning of it. */
export interface Pausable {
  kind: "class" | "queue" | "shop" | "provider" | "process";
  name: string;
}

/**
 * Queues that answer people who text us. Pausing one would leave a STOP, HELP or START without its answer; pause the class
 * "reply" instead, which keeps only other replies.
 */
const NEVER_PAUSED: ReadonlySet<JobName> = new Set(["intake-inbound", "dispatch-reply"]);

/** Whether operators may pause a queue. */
export function isPausableQueue(name: JobName): boolean {
  return !NEVER_PAUSED.has(name);
}

/** The class with this name. Throws a UserError that names those there are. */
export function classNamed(name: string): MessageClass {
  const parsed = messageClass.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new UserError("class-unknown", `No class "${name}" found: choose from ${messageClass.options.join(", ")}.`);
}

/** The queue with this name, if it may be paused. Throws a UserError otherwise. */
export function queueNamed(name: string): JobName {
  if (!Object.hasOwn(jobs, name))
    throw new UserError("queue-unknown", `No queue "${name}" found: choose from ${Object.keys(jobs).join(", ")}.`);
  const queue = name as JobName; // a key of the page
  if (NEVER_PAUSED.has(queue))
    throw new UserError(
      "queue-answers-people",
      `The queue ${queue} can't be paused, because it answers STOP, HELP and START. Pause the class "reply" to hold other replies.`,
    );
  return queue;
}

/** How a target stands in the audit log and in answers. */
export function nameOf({ kind, name }: Pausable): string {
  return `${kind} ${name}`;
}
