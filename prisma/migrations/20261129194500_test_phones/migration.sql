-- Phones that test texts may go to: proven by a code that was texted to them. "codes_at": when codes were sent lately.
SET lock_timeout = '5s';
CREATE TABLE "test_phones" (
    "shop_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "code_hash" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "tries_left" SMALLINT NOT NULL DEFAULT 0,
    "codes_at" TIMESTAMPTZ(3)[] NOT NULL DEFAULT '{}',
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_phones_pkey" PRIMARY KEY ("shop_id", "phone_hash")
);
CREATE INDEX "test_phones_phone_hash_idx" ON "test_phones"("phone_hash");
