import type { OperatorsContext } from "#domain/operators/context";
import type { SingleSignOn } from "#operations/login/oidc/single-sign-on";
import { type VisitorLimit, visitorLimit } from "#platform/http/visitor-limit";

/** What the panel's pages are handed besides the context of every page. Lives as long as the process. */
export interface OperationsContext {
  cipher: OperatorsContext["cipher"];
  /** Requests of one network in a minute. */
  requests: VisitorLimit;
  /** Logins of one network in a minute. */
  logins: VisitorLimit;
  /** Logins of all unknown browsers in a minute: each costs a third of a second of one core. */
  allLogins: VisitorLimit;
  /** Logins of one known browser in a minute; the two above are not asked for it. */
  deviceLogins: VisitorLimit;
  /** Null when it is not set up. */
  singleSignOn: SingleSignOn | null;
}

const REQUESTS_PER_MINUTE = 300;
const LOGINS_PER_MINUTE = 10;
const ALL_LOGINS_PER_MINUTE = 60;

export function openOperations(
  cipher: OperatorsContext["cipher"],
  singleSignOn: SingleSignOn | null = null,
): OperationsContext {
  return {
    cipher,
    requests: visitorLimit(REQUESTS_PER_MINUTE),
    logins: visitorLimit(LOGINS_PER_MINUTE),
    allLogins: visitorLimit(ALL_LOGINS_PER_MINUTE),
    deviceLogins: visitorLimit(LOGINS_PER_MINUTE),
    singleSignOn,
  };
}
