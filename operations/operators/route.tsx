import { listOperators } from "#domain/operators/find";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { OperatorsPage } from "./page.tsx";

export const loader = pageFor("owner", async ({ operator, request }) => (
  <OperatorsPage
    operator={operator}
    operators={await listOperators(operator.ctx.db)}
    done={saidIn(request, operator.formToken)}
  />
));
