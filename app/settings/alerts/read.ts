import type { Merchant } from "#app/authenticate";
import { NO_ALERTS, readAlertSettings } from "#domain/alerts/alert-settings";
import { listStaff } from "#domain/staff/staff";
import { formatPhone } from "#domain/subscribers/format-phone";

/** The staff numbers with what each is told of. */
export async function readAlertsPage({ ctx, shopId }: Merchant) {
  const [staff, settings] = await Promise.all([listStaff(ctx.db, shopId), readAlertSettings(ctx.db, shopId)]);
  return {
    staff: staff.map(({ id, name, phone }) => ({
      ...{ id, name, phone: formatPhone(phone) },
      alerts: settings.get(id) ?? NO_ALERTS,
    })),
  };
}

export type AlertsData = Awaited<ReturnType<typeof readAlertsPage>>;
