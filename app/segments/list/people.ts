import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { inTurn } from "#app/request-limits";
import { listPeople } from "#domain/segments/list-people";
import { formatPhone } from "#domain/subscribers/format-phone";
import { fullName } from "#domain/subscribers/person-name";

/** Someone who may be put on a list. */
export interface FoundPerson {
  id: string;
  /** "Ada Berg · (212) 555-0100" */
  label: string;
}

const SHOWN = 8;

/** Subscribers by part of a name, an e-mail address or a number, for a field that offers them while it is typed in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const search = (new URL(request.url).searchParams.get("search") ?? "").slice(0, 100);
  if (search.trim() === "") return Response.json([]);
  const { subscribers } = await inTurn(context.turns, shopId, () =>
    listPeople(ctx, shopId, { search, size: SHOWN }, { country: shop.country }),
  );
  return Response.json(
    subscribers.map((found): FoundPerson => {
      return { id: found.id, label: [fullName(found), formatPhone(found.phone)].filter(Boolean).join(" · ") };
    }),
  );
}
