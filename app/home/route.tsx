import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { HomePage } from "./page.tsx";
import { readHome } from "./read.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return readHome(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Home" }];

export default function Home() {
  return <HomePage data={useLoaderData<typeof loader>()} />;
}
