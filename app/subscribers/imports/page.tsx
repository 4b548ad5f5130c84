import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { isMoving } from "#app/subscribers/import/progress/moving";
import { useLive } from "#app/ui/use-live";
import { listImports } from "#domain/imports/control/read";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { pastImport } from "./past-import.ts";
import { PastImports } from "./past-imports.tsx";
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
