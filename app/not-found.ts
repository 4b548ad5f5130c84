import { isId } from "#platform/ids";

/** Answers alike for what does not exist and for what is another shop's. */
export function notFound(): Response {
  return new Response("Not found", { status: 404 });
}

/** The id that a path names. Throws the 404 for what can be no id. */
export function idIn(params: Record<string, string | undefined>, name: string): string {
  const id = params[name] ?? "";
  if (!isId(id)) throw notFound();
  return id;
}
