/** Shows the first wrong field of a form, or else what is said of the form as a whole. */
export function focusFirstError(within: ParentNode | null): void {
  const field = within?.querySelector<HTMLElement>("[aria-invalid=true]");
  if (field) field.focus();
  else within?.querySelector("[data-form-error]")?.scrollIntoView({ block: "center" });
}
