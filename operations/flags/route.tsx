import { readFlags } from "#domain/control/flags/read-flags";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { FlagsPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <FlagsPage operator={operator} done={saidIn(request, operator.formToken)} flags={await readFlags(operator.ctx.db)} />
));
