import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { type Merchant, merchant } from "#app/authenticate";
import { originOf } from "#domain/outgoing/origin-of";
import { replaceSecret, secretsOf } from "#domain/outgoing/secrets";

const asked = z.object({ url: z.string().max(2_000).catch("") });

/** The secret that signs the shop's requests to an address. Null for what is no address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { url } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return answer(await merchant(request, context), url);
}

/** Replaces it. The former one signs beside it for a day. */
export async function action({ request, context }: ActionFunctionArgs) {
  const from = await merchant(request, context);
  const { url } = asked.parse(Object.fromEntries(await request.formData()));
  const origin = originOf(url);
  if (origin !== null) await replaceSecret(from.ctx, { shopId: from.shopId, origin });
  return answer(from, url);
}

async function answer({ ctx, shopId }: Merchant, url: string) {
  const origin = originOf(url);
  if (origin === null) return { secret: null, isBeingReplaced: false };
  const [secret, former] = await secretsOf(ctx.db, ctx, { shopId, origin });
  return { secret, isBeingReplaced: former !== undefined };
}
