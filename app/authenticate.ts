import type { AppLoadContext } from "@remix-run/node";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/delivery/provider";
import { findShop, type Shop } from "#domain/shops/find";
import { tooBusy } from "./request-limits.ts";

type Admin = Awaited<ReturnType<AppLoadContext["shopify"]["authenticate"]["admin"]>>;

interface StaffMember {
  /** Their id in the store. */
  id: string;
  /** Null unless the store told it. */
  name: string | null;
}

/** Who is asking. Every loader and action for merchants begins by asking this, and takes the shop from nowhere else. */
export interface Merchant {
  shopId: string;
  shop: Shop;
  ctx: Context;
  providers: Record<string, Provider>;
  /** The staff member who is signed in. */
  staff: StaffMember;
  /** The Admin API, as this shop. */
  graphql: Admin["admin"]["graphql"];
  redirect: Admin["redirect"];
}

/** The layout's and the page's loaders of one request run at the same time; they share one authentication. */
const underWay = new WeakMap<AppLoadContext, Promise<Merchant>>();

/**
 * Authenticates a merchant's request by its session token. Throws the Response that is due instead when it cannot: a
 * redirect into the admin, the bounce page for a missing or expired token, 401 for App Bridge to retry, 410 to bots.
 */
export async function merchant(request: Request, context: AppLoadContext): Promise<Merchant> {
  const found = underWay.get(context) ?? admittedInTurn(request, context);
  underWay.set(context, found);
  try {
    return await found;
  } catch (thrown) {
    // Each of the loaders that share it reads its body.
    throw thrown instanceof Response ? thrown.clone() : thrown;
  }
}

/** What one shop asks of this process at a time is bounded, so that its pages cannot keep other shops' waiting. */
async function admittedInTurn(request: Request, context: AppLoadContext): Promise<Merchant> {
  const found = await findMerchant(request, context);
  context.shopId = found.shopId;
  if (context.refusal) throw context.refusal;
  const end = await context.turns.pages.take(found.shopId);
  if (!end) throw tooBusy("Your store has too many pages open or loading at once. Wait a few seconds and try again.");
  context.onAnswered(end);
  return found;
}

async function findMerchant(request: Request, context: AppLoadContext): Promise<Merchant> {
  const { cartbell: ctx, shopify, providers } = context;
  let admin = await admitRequest(request, context);
  let shop = await findShop(ctx.db, admin.session.shop);
  if (!shop?.installedAt || shop.uninstalledAt) {
    // The stored token is of an installation that ended. Without it the library exchanges a new one, which only
    // succeeds when the app is installed again, and then runs installShop.
    await shopify.sessionStorage.deleteSessions([admin.session.id]);
    admin = await admitRequest(request, context);
    shop = await findShop(ctx.db, admin.session.shop);
    if (!shop) throw new Error("A shop that was just installed has no row.");
  }
  const staff = staffOf(admin);
  return { shopId: shop.id, shop, ctx, providers, staff, graphql: admin.admin.graphql, redirect: admin.redirect };
}

/** Sessions of this app are the store's own (offline), which name no person; the session token always has the id. */
function staffOf({ session, sessionToken }: Admin): StaffMember {
  const user = session.onlineAccessInfo?.associated_user;
  const name = user && `${user.first_name} ${user.last_name}`.trim();
  return { id: user ? String(user.id) : sessionToken.sub, name: name || null };
}

async function admitRequest(request: Request, { shopify, simulator }: AppLoadContext): Promise<Admin> {
  try {
    return await shopify.authenticate.admin(request);
  } catch (thrown) {
    throw thrown instanceof Response && simulator ? await simulator.admitAnswer(thrown) : thrown;
  }
}
