import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { scopesPayload, shopPayload } from "../webhooks/payloads/app.ts";

/** Grants the app its scopes in this shop. Safe to repeat: an installed app stays as it is. */
export function installApp(store: Store, shop: Shop): void {
  const { installation } = shop;
  if (installation.installedAt) return;
  installation.installedAt = timestamp(store);
  installation.uninstalledAt = null;
  installation.count += 1;
  installation.scopes = [...store.app.scopes];
  installation.tokens = [];
  store.changed();
}

/** Removes the app: its tokens are dead at once, its API subscriptions and metafields gone, and it hears `app/uninstalled`. */
export function uninstallApp(store: Store, shop: Shop): void {
  const { installation } = shop;
  if (!installation.installedAt) return;
  installation.installedAt = null;
  installation.uninstalledAt = timestamp(store);
  installation.scopes = [];
  installation.metafields = {};
  installation.tokens = [];
  shop.subscriptions = [];
  shop.appNav = [];
  emit(store, shop, "app/uninstalled", shopPayload(shop));
  store.changed();
}

/** Changes what the app may do and tells it so. */
export function changeScopes(store: Store, shop: Shop, scopes: string[]): void {
  const previous = shop.installation.scopes;
  shop.installation.scopes = scopes;
  emit(store, shop, "app/scopes_update", scopesPayload(shop, previous, timestamp(store)));
}
