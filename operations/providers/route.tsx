import { readProviders } from "#domain/control/providers/read-providers";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { ProvidersPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <ProvidersPage
    operator={operator}
    done={saidIn(request, operator.formToken)}
    providers={await readProviders(operator.ctx)}
  />
));
