import fc from "fast-check";
import { expect, test } from "vitest";
import { readSignUpForm } from "#app/public/sign-up-form";
import { formKey } from "#domain/consent/forms/form-key";
import { proofOf } from "#domain/consent/forms/prove-form";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { hashPhone, TUESDAY_MORNING } from "../factories/context.ts";
import { signUpForms } from "../fuzz/sign-ups.ts";

// The fuzz of the sign-up form is worth its time only when its forms get behind each refusal.

const shop = { id: "shop-1", name: "Fernhill", unsignedFormsUntil: null };
const ctx = { hashPhone, clock: { now: () => TUESDAY_MORNING } };

function fateOf(fields: Record<string, string>): string {
  const form = readSignUpForm(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
  if (form === null) return "no form";
  if (form.trap !== "") return "a machine";
  if (!form.hasAgreed) return "not agreed";
  if (toPhoneNumber(form.phone, "US") === null) return "no number";
  return proofOf(ctx, shop, form)?.by ?? "unproven words";
}

test("fuzzed sign-up forms reach the code behind the signature, and each refusal before it", () => {
  const fates = fc.sample(signUpForms(formKey(ctx, shop.id)), { numRuns: 600, seed: 1 }).map(fateOf);
  const counts = Object.fromEntries([...Map.groupBy(fates, (fate) => fate)].map(([fate, all]) => [fate, all.length]));
  expect(counts.signed).toBeGreaterThan(200);
  for (const fate of ["unproven words", "no number", "not agreed", "a machine"])
    expect(counts[fate], fate).toBeGreaterThan(0);
});
