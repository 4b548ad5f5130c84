import { readShopsByBacklog } from "#domain/control/shops/read-shops-by-backlog";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { ShopsPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <ShopsPage
    operator={operator}
    done={saidIn(request, operator.formToken)}
    shops={await readShopsByBacklog(operator.ctx)}
  />
));
