import { ownerId } from "./staff.ts";

/** An access token with the refresh token that was given along. Times are real time, in milliseconds. */
export interface TokenPair {
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string | null;
  refreshExpiresAt: number;
  /** The refresh token this pair replaced, which may be sent again until this pair's own is used. */
  replaces: string | null;
  /** When the refresh token was first used. */
  usedAt: number | null;
}

export interface Installation {
  /** Business time of the present installation; null while the app isn't installed. */
  installedAt: string | null;
  uninstalledAt: string | null;
  /** How many times the app has been installed in this shop. */
  count: number;
  scopes: string[];
  /** The app's own metafields, by "namespace.key": its theme block reads them, visitors do not. */
  metafields: Record<string, string>;
  tokens: TokenPair[];
  exchanges: number;
  refreshes: number;
  /** Refreshes answered with the pair already given: the sign of two processes refreshing at once. */
  repeatedRefreshes: number;
  /** Who is signed in to the shop's admin, by their id in staff.ts. */
  signedIn: string;
}

export const neverInstalled: Installation = {
  installedAt: null,
  uninstalledAt: null,
  count: 0,
  scopes: [],
  metafields: {},
  tokens: [],
  exchanges: 0,
  refreshes: 0,
  repeatedRefreshes: 0,
  signedIn: ownerId,
};
