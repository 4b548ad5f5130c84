-- Keys of the public API, and its answers to requests with an idempotency key.
CREATE TABLE "api_keys" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "secret_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "previous_hash" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT,
    "rotated_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");
CREATE UNIQUE INDEX "api_keys_previous_hash_key" ON "api_keys"("previous_hash");

CREATE TABLE "api_answers" (
    "shop_id" UUID NOT NULL,
    "request_hash" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "answer" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_answers_pkey" PRIMARY KEY ("shop_id","request_hash")
);
CREATE INDEX "api_answers_answered_at_idx" ON "api_answers"("answered_at");
