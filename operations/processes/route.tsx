import { readProcesses } from "#domain/control/processes/read-processes";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { ProcessesPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <ProcessesPage
    operator={operator}
    done={saidIn(request, operator.formToken)}
    processes={await readProcesses(operator.ctx.db)}
  />
));
