import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { pauseFlow, resumeFlow } from "#domain/flows/publishing/pause";
import { publishFlow } from "#domain/flows/publishing/publish";
import { findFlow } from "#domain/flows/report/find";
import { LISTED_DAYS, listFlows } from "#domain/flows/report/list";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import { EmptyCard } from "../ui/page/empty-card.tsx";
import { IndexPage } from "../ui/page/index-page.tsx";
import { FlowsTable } from "./flows-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  return { flows: await listFlows(ctx.db, shopId, ctx.clock.now()), days: LISTED_DAYS };
}

/** Switches one flow on or off. A flow that was never on is published as it stands. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const form = await request.formData();
  const flowId = String(form.get("flowId"));
  const flow = isId(flowId) ? await findFlow(ctx.db, shopId, flowId) : null;
  if (!flow) throw notFound();
  return await answerForm(async () => {
    if (form.get("isLive") !== "true") {
      await pauseFlow(ctx, shopId, flowId);
      return `${flow.name} is paused`;
    }
    if (flow.state === "draft") await publishFlow(ctx, shopId, flowId).catch(inTheEditor);
    else await resumeFlow(ctx, shopId, flowId);
    return `${flow.name} is live`;
  });
}

/** What a draft lacks is mended on its own page. */
function inTheEditor(error: unknown): never {
  if (!(error instanceof UserError)) throw error;
  throw new UserError(error.code, `This flow can’t go live yet. ${error.message}`);
}

export const meta: MetaFunction = () => [{ title: "Flows" }];

export default function Flows() {
  const { flows, days } = useLoaderData<typeof loader>();
  return (
    <IndexPage title="Flows">
      {flows.length > 0 ? (
        <Card padding="0">
          <FlowsTable flows={flows} days={days} />
        </Card>
      ) : (
        <EmptyCard title="Automate your texts">
          Flows send texts automatically after an event, such as an abandoned cart or a new order. Your first flows are
          created when you install the app. Reload this page in a minute.
        </EmptyCard>
      )}
    </IndexPage>
  );
}
