import { readPauses } from "#domain/control/pauses/read-pauses";
import { readQueues } from "#domain/control/queues/read-queues";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { QueuesPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => {
  const [queues, pauses] = await Promise.all([readQueues(operator.ctx), readPauses(operator.ctx.db)]);
  return <QueuesPage operator={operator} done={saidIn(request, operator.formToken)} queues={queues} pauses={pauses} />;
});
