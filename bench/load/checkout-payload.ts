/** A checkout as the store tells of it (topic checkouts/update), about 1.3 kB, whose shopper agreed to texts. ASCII. */
export function checkoutPayload(number: number, now: Date): string {
  const digits = String(number).padStart(7, "0");
  const at = `${now.toISOString().slice(0, 19)}Z`;
  // 312 is Chicago's; 2 to 9 must begin the exchange.
  const phone = `+1312${2 + (Number(digits[0]) % 8)}${digits.slice(1)}`;
  const address = {
    first_name: `Ada${digits}`,
    last_name: "Lovelace",
    address1: "318 North Wells Street",
    address2: null,
    city: "Chicago",
    zip: "60654",
    province: "Illinois",
    province_code: "IL",
    country: "United States",
    country_code: "US",
    phone: null,
  };
  const item = { key: `item-${digits}`, variant_id: 41_397_000_001, sku: "CEDAR-220", vendor: "Harbor Candles" };
  return JSON.stringify({
    id: 35_870_000_000 + number,
    token: tokenOf(number),
    email: `ada.${digits}@example.com`,
    gateway: null,
    buyer_accepts_marketing: false,
    buyer_accepts_sms_marketing: true,
    sms_marketing_phone: phone,
    created_at: at,
    updated_at: at,
    completed_at: null,
    landing_site: "/collections/candles",
    currency: "USD",
    subtotal_price: "42.00",
    total_tax: "4.31",
    total_price: "46.31",
    taxes_included: false,
    phone,
    line_items: [{ ...item, title: "Cedar candle", quantity: 2, price: "21.00", grams: 440, requires_shipping: true }],
    abandoned_checkout_url: `https://harbor-candles.example/66117/checkouts/ac/${tokenOf(number)}/recover?key=0f1e2d3c`,
    billing_address: address,
    shipping_address: address,
  });
}

export function tokenOf(number: number): string {
  return `tok${String(number).padStart(29, "0")}`;
}
