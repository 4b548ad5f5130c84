import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { isMoving } from "#app/subscribers/import/progress/moving";
import { useLive } from "#app/ui/use-live";
import { ImportsPage } from "./page.tsx";
import { readImports } from "./read.ts";

/** Where an import begins, and those there were. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readImports(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Import subscribers" }];

export default function Imports() {
  const data = useLoaderData<typeof loader>();
  useLive(data.past.some(({ state }) => isMoving(state)));
  return <ImportsPage data={data} />;
}
