import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { readPicture } from "#domain/conversations/pictures/read-picture";

/**
 * A picture that a shopper texted, for the people of its store. Its type is what its bytes are, and one that is opened by itself runs
 * nothing and loads nothing.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const picture = await readPicture(ctx.db, shopId, params.pictureId ?? "");
  if (!picture) throw notFound();
  return new Response(picture.bytes, {
    headers: {
      "Content-Type": picture.contentType,
      "Content-Disposition": `inline; filename="picture.${picture.contentType.slice("image/".length)}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}
