/** A form's field that holds JSON. Throws the 400 for what no page of ours has posted. */
export function postedJson(form: FormData, field: string): unknown {
  try {
    return JSON.parse(String(form.get(field)));
  } catch {
    throw new Response(`The field ${field} isn’t valid JSON`, { status: 400 });
  }
}
