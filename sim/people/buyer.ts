/** Who is shopping, as they would fill in the checkout. */
export interface Shopper {
  phone: string;
  email: string;
  firstName: string;
  lastName: string;
}

/** A checkout that was begun; `recoveryUrl` leads back to it. */
export interface OpenCheckout {
  token: string;
  recoveryUrl: string;
}

export interface PlacedOrder {
  id: number;
  name: string;
}

const address = { address1: "1 Canal Street", city: "New York", provinceCode: "NY", countryCode: "US", zip: "10013" };

/** Fills in a checkout up to the payment, agrees to texts or not, and walks away. The store tells the app. */
export function leaveCart(options: {
  storeUrl: string;
  shop: string;
  shopper: Shopper;
  consent: boolean;
}): Promise<OpenCheckout> {
  const { storeUrl, shop, shopper, consent } = options;
  return post(`${storeUrl}/control/${shop}/checkouts`, { ...shopper, consent, address });
}

/** Pays a checkout that was begun; `landingSite` is the page, with its query, on which the visit began. */
export function buy(options: {
  storeUrl: string;
  shop: string;
  token: string;
  landingSite?: string | null;
}): Promise<PlacedOrder> {
  const { storeUrl, shop, token, landingSite = null } = options;
  return post(`${storeUrl}/control/${shop}/checkouts/${token}/pay`, { landingSite });
}

async function post<Answer>(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The store answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
