import { type FinalUnknown, readFinalUnknowns } from "#domain/control/unknowns/read-unknowns";
import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { isId } from "#platform/ids";
import { UnknownsPage } from "./page.tsx";

const PER_PAGE = 50;

export const loader = pageFor("reader", async ({ operator, url, request }) => {
  const after = placeIn(url);
  const { count, texts } = await readFinalUnknowns(operator.ctx.db, { ...(after && { after }), limit: PER_PAGE + 1 });
  const shown = texts.slice(0, PER_PAGE);
  const last = texts.length > PER_PAGE ? (shown.at(-1) ?? null) : null;
  return <UnknownsPage {...{ operator, count, last, done: saidIn(request, operator.formToken) }} texts={shown} />;
});

function placeIn({ searchParams }: URL): Pick<FinalUnknown, "month" | "id"> | null {
  const [month, id] = [searchParams.get("month") ?? "", searchParams.get("id") ?? ""];
  return isId(id) && /^\d{4}-\d\d-\d\d$/.test(month) ? { month, id } : null;
}
