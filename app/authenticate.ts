import type { AppLoadContext } from "@remix-run/node";
import { type Access, admitToPage, subjectOf } from "#app/access/access";
import { findPage } from "#app/access/find-page";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/delivery/provider";
import { findShop, type Shop } from "#domain/shops/find";
import { admitPerson } from "#domain/team/admit";
import type { TeamMember } from "#domain/team/team";
import { notFound } from "./not-found.ts";
import { tooBusy } from "./request-limits.ts";
import { tokenIn } from "./shopify.server.ts";

type Admin = Awaited<ReturnType<AppLoadContext["shopify"]["authenticate"]["admin"]>>;

/** Someone of a shop's people who is signed in, before it is decided which pages they may see. */
export interface SignedIn {
  shopId: string;
  shop: Shop;
  ctx: Context;
  providers: Record<string, Provider>;
  /** The staff member who is signed in, with the role they have now. */
  staff: TeamMember;
  /** The Admin API, as this shop. */
  graphql: Admin["admin"]["graphql"];
  redirect: Admin["redirect"];
}

/** Who is asking, and may. Every loader and action for merchants begins by asking this, and takes the shop from nowhere else. */
export interface Merchant extends SignedIn {
  /** What the page that the request names takes of them. */
  access: Access;
}

/** The layout's and the page's loaders of one request run at the same time; they share one authentication. */
const underWay = new WeakMap<AppLoadContext, Promise<SignedIn>>();

/**
 * Authenticates a merchant's request and admits it to the page that its address names: every loader and action passes
 * here, so a page without an entry in app/access/pages.ts answers no one. Throws the Response that is due instead: what
 * `signedIn` throws, or a 403 that says whose role it takes.
 */
export async function merchant(request: Request, context: AppLoadContext): Promise<Merchant> {
  const found = await signedIn(request, context);
  const { ctx, shopId, staff: person } = found;
  const at = findPage(new URL(request.url).pathname);
  if (!at) throw notFound();
  const access = { ctx, shopId, person, page: at.page, subjectId: subjectOf(at) };
  await admitToPage(access, request.method);
  return { ...found, access };
}

/**
 * Authenticates a merchant's request by its session token. Throws the Response that is due instead when it cannot: a
 * redirect into the admin, the bounce page for a missing or expired token, 401 for App Bridge to retry, 410 to bots. For the
 * frame around pages and the library's own paths alone: the frame stays in place where the page is refused.
 */
export async function signedIn(request: Request, context: AppLoadContext): Promise<SignedIn> {
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
async function admittedInTurn(request: Request, context: AppLoadContext): Promise<SignedIn> {
  const found = await findMerchant(request, context);
  context.shopId = found.shopId;
  if (context.refusal) throw context.refusal;
  const end = await context.turns.pages.take(found.shopId);
  if (!end) throw tooBusy("Your store has too many pages open or loading at once. Wait a few seconds and try again.");
  context.onAnswered(end);
  return found;
}

async function findMerchant(request: Request, context: AppLoadContext): Promise<SignedIn> {
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
  const shopId = shop.id;
  // Sessions of this app are the store's own (offline), which name no person; the session token always has the id.
  const staff = await admitPerson(ctx, { shopId, id: admin.sessionToken.sub }, () =>
    context.askPerson(admin.session.shop, tokenIn(request)),
  );
  return { shopId, shop, ctx, providers, staff, graphql: admin.admin.graphql, redirect: admin.redirect };
}

async function admitRequest(request: Request, { shopify, simulator }: AppLoadContext): Promise<Admin> {
  try {
    return await shopify.authenticate.admin(request);
  } catch (thrown) {
    throw thrown instanceof Response && simulator ? await simulator.admitAnswer(thrown) : thrown;
  }
}
