import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { useLive } from "#app/ui/use-live";
import { CampaignsPage } from "./page.tsx";
import { readCampaigns } from "./read.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return readCampaigns(await merchant(request, context), new URL(request.url).searchParams);
}

export const meta: MetaFunction = () => [{ title: "Campaigns" }];

export default function Campaigns() {
  const data = useLoaderData<typeof loader>();
  useLive(data.isMoving, 5_000);
  return <CampaignsPage data={data} />;
}
