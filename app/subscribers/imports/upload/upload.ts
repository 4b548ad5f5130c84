import type { ActionFunctionArgs } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { createImport } from "#domain/imports/file/upload";
import type { ImportKind } from "#domain/imports/import";
import { UserError } from "#domain/user-error";

export type UploadAnswer = { ok: true; id: string } | { ok: false; because: string };

/** Takes a file in as it arrives: its bytes are the whole body, its name and kind stand in the address. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { ctx, shopId } = await merchant(request, context);
  const address = new URL(request.url).searchParams;
  const kind: ImportKind = address.get("kind") === "suppressions" ? "suppressions" : "subscribers";
  const fileName = (address.get("name") ?? "").trim() || "Unnamed file";
  const bytes = bytesOf(request);
  try {
    const id = await createImport(ctx, { shopId, kind, fileName }, bytes);
    return Response.json({ ok: true, id } satisfies UploadAnswer);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A browser that is still sending when the answer comes reports a broken connection instead of it.
    for await (const _piece of bytes);
    return Response.json({ ok: false, because: error.message } satisfies UploadAnswer);
  }
}

/** The body, which goes on where it was left when it is read a second time. */
function bytesOf({ body }: Request): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const { done = true, value } = (await reader?.read()) ?? {};
        return done || value === undefined ? { done: true, value: undefined } : { done: false, value };
      },
    }),
  };
}
