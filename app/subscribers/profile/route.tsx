import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { ProfilePage } from "./page.tsx";
import { readProfile } from "./read.ts";

/** One person: what happened between them and the shop, and what they agreed to. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const before = new URL(request.url).searchParams.get("before");
  const data = await readProfile(who, idIn(params, "subscriberId"), before);
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const { shopId, ctx } = await merchant(request, context);
  const subscriberId = idIn(params, "subscriberId");
  const form = await request.formData();
  if (form.get("intent") !== "opt-out") throw new Response("This page can only opt somebody out.", { status: 400 });
  return answerForm(async () => {
    await optOutByMerchant(ctx, shopId, subscriberId);
    return "Marked as opted out";
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? "Subscriber" }];

export default function Profile() {
  return <ProfilePage data={useLoaderData<typeof loader>()} />;
}
