import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { ownersOf } from "#app/access/access";
import { signedIn } from "#app/authenticate";
import { keepCodeAtHand } from "#app/shell/requests/keep-code-at-hand";
import { countUnread, MOST_COUNTED } from "#domain/conversations/inbox/unread";
import { holdsOfShop } from "#domain/messages/failures/provider-holds";
import { restoreUnderWay } from "#domain/restores/under-way";
import { refuseVerb } from "#domain/team/refuse";
import { Person } from "../access/person.tsx";
import { ShopProvider } from "../ui/shop.tsx";
import { CheckedBanner } from "./checked-banner.tsx";
import { HeldBanner } from "./held-banner.tsx";
import { TroubleNotice } from "./requests/trouble-notice.tsx";
import { RestoringBanner } from "./restoring-banner.tsx";
import { StoppedBanner } from "./stopped-banner.tsx";
import { useAdminLoading } from "./use-admin-loading.ts";

/** The frame of every page inside the store admin: authentication, App Bridge, the admin's navigation, the shop. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, shopId, ctx, staff } = await signedIn(request, context);
  const held = (await holdsOfShop(ctx.db, shopId)).find(({ region }) => region === "");
  const restoringSince = await restoreUnderWay(ctx.db);
  return {
    inbox: refuseVerb(staff.role, "inbox.see") === null ? inboxEntry(await countUnread(ctx.db, shopId)) : null,
    restoring: restoringSince && { since: restoringSince },
    checkedSince: shop.uninstallHeldAt,
    held: held ? { words: held.words, since: held.since } : null,
    apiKey: context.apiKey,
    appBridgeUrl: context.simulator?.appBridgeUrl ?? null,
    shop: {
      domain: shop.domain,
      name: shop.name ?? shop.domain,
      currency: shop.currency ?? "USD",
      timeZone: shop.timeZone ?? "UTC",
    },
    person: { role: staff.role, owners: staff.role === "owner" ? [] : await ownersOf(ctx, shopId) },
    stopped: shop.sendingStoppedAt && {
      at: shop.sendingStoppedAt,
      because: shop.sendingStoppedBecause,
      isByOperator: shop.sendingStoppedBy === "operator",
    },
  };
}

export default function Shell() {
  const { apiKey, appBridgeUrl, shop, person, inbox, stopped, held, restoring, checkedSince } =
    useLoaderData<typeof loader>();
  useAdminLoading();
  useEffect(keepCodeAtHand, []);
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}>
      <NavMenu>
        <Link to="/" rel="home">
          Home
        </Link>
        {inbox && <Link to="/inbox">{inbox}</Link>}
        <Link to="/campaigns">Campaigns</Link>
        <Link to="/flows">Flows</Link>
        <Link to="/subscribers">Subscribers</Link>
        <Link to="/segments">Segments</Link>
        <Link to="/settings">Settings</Link>
      </NavMenu>
      <ShopProvider shop={shop}>
        <TroubleNotice />
        {stopped && <StoppedBanner {...stopped} />}
        {held && <HeldBanner {...held} />}
        {restoring && <RestoringBanner {...restoring} />}
        {checkedSince && <CheckedBanner since={checkedSince} />}
        <main>
          <Person.Provider value={person}>
            <Outlet />
          </Person.Provider>
        </main>
      </ShopProvider>
    </AppProvider>
  );
}

/** With the number of conversations that no one has read: the admin's menu shows plain words alone. */
function inboxEntry(unread: number): string {
  if (unread === 0) return "Inbox";
  return unread >= MOST_COUNTED ? `Inbox (${MOST_COUNTED - 1}+)` : `Inbox (${unread})`;
}

/** Responses of the Shopify library (a bounce, a retry) pass through here; pages catch their own trouble. */
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
