-- Webhooks name a checkout by its own token and its cart's; the store's record may name only the cart's.
SET lock_timeout = '5s';
ALTER TABLE "checkouts" ADD COLUMN "cart_token" TEXT;

-- Carts that may still be reminded of, so that the store's record of them is known again. The link is all that we have.
UPDATE "checkouts" SET "cart_token" = substring("recovery_url" FROM '/checkouts/ac/([^/?#]+)/recover')
WHERE "completed_at" IS NULL AND "news_at" > now() - interval '3 days' AND "recovery_url" ~ '/checkouts/ac/[^/?#]+/recover';
