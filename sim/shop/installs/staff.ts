/** As Shopify names them in `associated_user`. */
export interface StaffUser {
  id: number;
  first_name: string;
  last_name: string;
  email: string;
  email_verified: boolean;
  account_owner: boolean;
  locale: string;
  collaborator: boolean;
}

export const ownerId = "42";

function user(id: number, first_name: string, last_name: string): StaffUser {
  const email = `${first_name.toLowerCase()}@staff.test`;
  const account_owner = String(id) === ownerId;
  return { id, first_name, last_name, email, email_verified: true, account_owner, locale: "en", collaborator: false };
}

/** The people of every simulated shop, by their id; the first owns its account. */
export const staffUsers: Record<string, StaffUser> = {
  [ownerId]: user(Number(ownerId), "Olive", "Hart"),
  "43": user(43, "Mara", "Quinn"),
  "44": user(44, "Sol", "Reyes"),
  "45": user(45, "Rae", "Novak"),
};
