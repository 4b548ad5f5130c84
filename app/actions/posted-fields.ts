/** A form's field as it was typed; empty when the form does not have it. */
export function textIn(form: FormData, field: string): string {
  return String(form.get(field) ?? "");
}

/** A form's field as a number; NaN when it is empty or missing. */
export function numberIn(form: FormData, field: string): number {
  return Number(form.get(field) || Number.NaN);
}
