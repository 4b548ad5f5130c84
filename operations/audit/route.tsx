import { readOperatorEvents } from "#domain/control/events/operator-event";
import { pageFor } from "#operations/session/guarded";
import { isId } from "#platform/ids";
import { AuditPage } from "./page.tsx";

const PER_PAGE = 50;

export const loader = pageFor("reader", async ({ operator, url }) => {
  const by = url.searchParams.get("operator")?.trim() ?? "";
  const action = url.searchParams.get("action")?.trim() ?? "";
  const before = url.searchParams.get("before") ?? "";
  const events = await readOperatorEvents(operator.ctx.db, {
    ...(by && { operator: by }),
    ...(action && { action }),
    ...(isId(before) && { before }),
    limit: PER_PAGE + 1,
  });
  const shown = events.slice(0, PER_PAGE);
  const last = events.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null;
  return <AuditPage operator={operator} filter={{ operator: by, action }} events={shown} nextBefore={last} />;
});
