import { type DeadDelivery, readDeadDeliveries } from "#domain/control/dead/read-dead";
import { intakeKind } from "#domain/jobs";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { isId } from "#platform/ids";
import { DeadPage } from "./page.tsx";

const PER_PAGE = 50;

export const loader = pageFor("reader", async ({ operator, url, request }) => {
  const kind = intakeKind.safeParse(url.searchParams.get("kind")).data;
  const after = placeIn(url);
  const { counts, deliveries } = await readDeadDeliveries(operator.ctx.db, {
    ...(kind && { kind }),
    ...(after && { after }),
    limit: PER_PAGE + 1,
  });
  const shown = deliveries.slice(0, PER_PAGE);
  const last = deliveries.length > PER_PAGE ? (shown.at(-1) ?? null) : null;
  return (
    <DeadPage
      {...{ operator, counts, last, done: saidIn(request, operator.formToken) }}
      kind={kind ?? null}
      deliveries={shown}
    />
  );
});

function placeIn({ searchParams }: URL): Pick<DeadDelivery, "receivedAt" | "id"> | null {
  const [receivedAt, id] = [searchParams.get("receivedAt") ?? "", searchParams.get("id") ?? ""];
  return isId(id) && !Number.isNaN(Date.parse(receivedAt)) ? { receivedAt, id } : null;
}
