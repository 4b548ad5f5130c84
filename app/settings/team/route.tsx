import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { TeamPage } from "./page.tsx";
import { readTeamPage } from "./read.ts";

/** The store's people who have opened the app, and what each may do. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readTeamPage(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Team" }];

export default function Team() {
  return <TeamPage data={useLoaderData<typeof loader>()} />;
}
