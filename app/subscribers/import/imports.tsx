import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pastImport } from "#app/subscribers/import/past-import";
import { listImports } from "#domain/imports/control/read";
import { merchant } from "../../authenticate.ts";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { useLive } from "../../ui/use-live.ts";
import { PastImports } from "./past-imports.tsx";
import { isMoving } from "./progress/moving.ts";
import { BeforeYouUpload } from "./upload/before-you-upload.tsx";
import { UploadCard } from "./upload/upload-card.tsx";

/** Where an import begins, and those there were. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const imports = await listImports(ctx.db, shopId);
  return { past: imports.map(pastImport) };
}

export const meta: MetaFunction = () => [{ title: "Import subscribers" }];

export default function Imports() {
  const { past } = useLoaderData<typeof loader>();
  useLive(past.some(({ state }) => isMoving(state)));
  return (
    <DetailsPage
      title="Import subscribers"
      back={{ label: "Subscribers", url: "/subscribers" }}
      aside={<BeforeYouUpload />}
    >
      <UploadCard />
      {past.length > 0 && <PastImports past={past} />}
    </DetailsPage>
  );
}
