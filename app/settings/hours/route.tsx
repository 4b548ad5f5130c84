import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { HoursPage } from "./page.tsx";
import { readHours } from "./read.ts";

/** When marketing texts may arrive, and how many one person gets. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readHours(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Quiet hours and frequency" }];

export default function Hours() {
  return <HoursPage data={useLoaderData<typeof loader>()} />;
}
