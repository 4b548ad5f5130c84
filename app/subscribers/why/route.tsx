import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { act } from "./action.ts";
import { WhyPage } from "./page.tsx";
import { readPage } from "./read.ts";

/** Why a person was or was not texted, and what would happen now. A subscriber is named in the address, a number never is. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const { searchParams } = new URL(request.url);
  const data = await readPage(who, { person: searchParams.get("person"), of: searchParams.get("of") ?? "" });
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Message checker" }];

export default function Why() {
  const data = useLoaderData<typeof loader>();
  return <WhyPage key={`${data.person?.subscriberId} ${data.of}`} data={data} />;
}
