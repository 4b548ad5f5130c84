/** Something a merchant may read and act on. Everything else that goes wrong is a defect and keeps its stack. */
export class UserError extends Error {
  readonly code: string;
  /** The form field the sentence belongs to, if any. */
  readonly field: string | null;

  constructor(code: string, message: string, field: string | null = null) {
    super(message);
    this.code = code;
    this.field = field;
  }
}
