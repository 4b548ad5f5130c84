import { DetailsPage } from "../../ui/page/details-page.tsx";
import { PastImports } from "./past-imports.tsx";
import type { ImportsData } from "./read.ts";
import { BeforeYouUpload } from "./upload/before-you-upload.tsx";
import { UploadCard } from "./upload/upload-card.tsx";

/** Where an import begins, and those there were. */
export function ImportsPage({ data: { past } }: { data: ImportsData }) {
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
