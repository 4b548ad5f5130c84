import { usStates } from "../address.ts";
import type { Checkout } from "../checkouts/checkout.ts";
import { html, type Markup, raw } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Visit } from "../visits/visit.ts";
import type { CheckoutEntry, CheckoutField } from "./checkout-entry.ts";
import { storeLayout } from "./layout.ts";
import { orderSummary } from "./summary.ts";

export type CheckoutProblems = Partial<Record<CheckoutField, string>>;

/** What the box at checkout says; the shopper's consent is to these words. */
export function consentText(shop: Shop): string {
  return `Text me with news, offers and reminders about my cart. By ticking this box I agree to receive recurring marketing texts from ${shop.name} at the number above. Consent is not a condition of purchase. Message and data rates may apply. Reply STOP to opt out, HELP for help.`;
}

/** One page: contact, delivery, payment, and the summary beside. `entry` is what was typed, to be shown again. */
export function checkoutPage(
  shop: Shop,
  visit: Visit,
  checkout: Checkout,
  entry: CheckoutEntry,
  problems: CheckoutProblems,
  pixel: Markup | null,
): string {
  const action = `/storefront/${shop.domain}/checkouts/${checkout.token}`;
  const field = (name: CheckoutField, label: string, attributes = "", width = "") =>
    textField(name, label, entry[name], problems[name], attributes, width);
  const content = html`<form class="checkout" method="post" action="${action}/pay" data-contact-url="${action}/contact" novalidate>
    <div class="checkout-main">
      <section aria-labelledby="contact-title">
        <h2 id="contact-title">Contact</h2>
        ${field("email", "Email", 'type="email" autocomplete="email"')}
        ${field("phone", "Phone", 'type="tel" autocomplete="tel" inputmode="tel"')}
        <label class="consent"><input type="checkbox" name="consent" value="1" ${checkout.acceptsSms ? raw("checked") : null}><span>${consentText(shop)}</span></label>
      </section>
      <section aria-labelledby="delivery-title">
        <h2 id="delivery-title">Delivery</h2>
        <div class="fields">
          ${field("firstName", "First name", 'autocomplete="given-name"', "half")}
          ${field("lastName", "Last name", 'autocomplete="family-name"', "half")}
          ${field("address1", "Address", 'autocomplete="address-line1"')}
          ${field("city", "City", 'autocomplete="address-level2"', "third")}
          ${stateField(entry.provinceCode, problems.provinceCode)}
          ${field("zip", "ZIP code", 'autocomplete="postal-code"', "third")}
        </div>
      </section>
      <section aria-labelledby="payment-title">
        <h2 id="payment-title">Payment</h2>
        <p class="bogus">This store takes every card and charges none: there is nothing to enter.</p>
      </section>
      <button class="cta cta-wide" type="submit">Pay now</button>
    </div>
    <aside class="checkout-side" aria-label="Order summary">${orderSummary(shop, checkout, problems.discount)}</aside>
  </form>`;
  return storeLayout(shop, visit, { title: "Checkout", content, script: "checkout.js", pixel, isBare: true });
}

function textField(
  name: string,
  label: string,
  value: string,
  problem: string | undefined,
  attributes: string,
  width: string,
): Markup {
  return html`<div class="field ${width}">
    <input id="${name}" name="${name}" value="${value}" placeholder=" " ${raw(attributes)} ${problem ? raw(`aria-invalid="true" aria-describedby="${name}-problem"`) : null}>
    <label for="${name}">${label}</label>
    <p class="problem" id="${name}-problem">${problem}</p>
  </div>`;
}

function stateField(value: string, problem: string | undefined): Markup {
  const option = ({ code, name }: { code: string; name: string }) =>
    html`<option value="${code}" ${code === value ? raw("selected") : null}>${name}</option>`;
  return html`<div class="field third is-select">
    <select id="provinceCode" name="provinceCode" autocomplete="address-level1"><option value=""></option>${usStates.map(option)}</select>
    <label for="provinceCode">State</label><p class="problem" id="provinceCode-problem">${problem}</p>
  </div>`;
}
