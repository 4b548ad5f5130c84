import { notifyStaffConfig } from "#domain/flows/steps/notify-staff";
import { nameInText } from "#domain/messages/content/name-in-text";
import { render } from "#domain/messages/content/render";
import { planStaffTexts, type StaffText } from "#domain/staff/plan-staff-texts";
import { formatPhone } from "#domain/subscribers/format-phone";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Action, ActionItem } from "./action.ts";

interface Person {
  id: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  shopName: string;
}

const readPeople = statement(
  "people-of-staff-texts",
  `SELECT s.id, s.first_name AS "firstName", s.last_name AS "lastName", s.phone,
     coalesce(nullif(g.brand_name, ''), h.name, h.domain) AS "shopName"
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.id
   JOIN shops h ON h.id = s.shop_id JOIN shop_settings g ON g.shop_id = s.shop_id`,
);

/** Texts the chosen staff about each person; what can't be worded is left out. */
export const notifyStaffAction: Action = {
  holdsPeople: false,
  async run(tx, ctx, items) {
    const people = await peopleOf(tx, items);
    const texts = items.flatMap((item) => textOf(item, people.get(item.subscriberId)) ?? []);
    return { jobs: await planStaffTexts(tx, ctx, texts) };
  },
};

async function peopleOf(tx: Sql, items: ActionItem[]): Promise<Map<string, Person>> {
  const t = columnsOf(items, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId });
  const rows = await tx.run<Person>(...batch(readPeople, { t }));
  return new Map(rows.map((person) => [person.id, person]));
}

function textOf(
  { shopId, enrollmentId, subscriberId, stepId, config, event }: ActionItem,
  person?: Person,
): StaffText | null {
  if (!person) return null;
  const { staffIds, text } = notifyStaffConfig.parse(config);
  const rendering = render(text, {
    customer: {
      first_name: nameInText(person.firstName),
      last_name: nameInText(person.lastName),
      phone: person.phone === null ? "" : formatPhone(person.phone),
    },
    shop: { name: person.shopName },
    event,
  });
  if (rendering.kind === "failed" || rendering.text === "") return null;
  const body = rendering.text.slice(0, LONGEST_BODY);
  return { shopId, staffIds, body, key: `${enrollmentId}:${stepId}`, aboutId: subscriberId };
}

/** Of ten SMS segments in Unicode. */
const LONGEST_BODY = 660;
