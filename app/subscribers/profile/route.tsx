import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act } from "./action.ts";
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

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, subscriberId: idIn(params, "subscriberId") }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? "Subscriber" }];

export default function Profile() {
  return <ProfilePage data={useLoaderData<typeof loader>()} />;
}
