import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { OverviewPage } from "./page.tsx";
import { readOverview } from "./read.ts";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <OverviewPage
    operator={operator}
    done={saidIn(request, operator.formToken)}
    {...(await readOverview(operator.ctx))}
  />
));
