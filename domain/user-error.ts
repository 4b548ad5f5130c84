/** Something a merchant may read and act on. Everything else that goes wrong is a defect and keeps its stack. */
export class UserError extends Error {
  readonly code: string;
  /** The form field the sentence belongs to, if any. */
  readonly field: string | null;
  /** Everything that was wrong, this error first: a form shows all of it at once. */
  readonly all: UserError[];

  constructor(code: string, message: string, field: string | null = null, others: UserError[] = []) {
    super(message);
    this.code = code;
    this.field = field;
    this.all = [this, ...others];
  }
}

/** For an id that is no record of the shop's: it was deleted, or is another shop's. */
export function notFoundError(
  what:
    | "campaign"
    | "conversation"
    | "flow"
    | "import"
    | "keyword"
    | "list"
    | "reply"
    | "saved reply"
    | "segment"
    | "snippet"
    | "staff number",
): UserError {
  return new UserError(`${what.replace(" ", "-")}-not-found`, `This ${what} wasn’t found. It may have been deleted.`);
}

/** Runs every check, and then throws what all of them found as one error. Of each field the first is kept. */
export function checkAll(...checks: (() => unknown)[]): void {
  const found: UserError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      noteError(found, error);
    }
  }
  throwFound(found);
}

/** The same for checks that take their time. */
export async function checkAllInTurn(...checks: (() => unknown)[]): Promise<void> {
  const found: UserError[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      noteError(found, error);
    }
  }
  throwFound(found);
}

function noteError(found: UserError[], error: unknown): void {
  if (!(error instanceof UserError)) throw error;
  found.push(...error.all);
}

function throwFound(found: UserError[]): void {
  const [first, ...others] = found.filter(
    (error, place) => found.findIndex(({ field }) => field === error.field) === place,
  );
  if (first) throw new UserError(first.code, first.message, first.field, others);
}
