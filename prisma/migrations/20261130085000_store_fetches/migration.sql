-- What flows' steps want to know of the store (domain/fetches). A row is deleted when its step has its answer.
CREATE TABLE "store_fetches" (
    "shop_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,

    CONSTRAINT "store_fetches_pkey" PRIMARY KEY ("shop_id","enrollment_id","step_id")
);
CREATE INDEX "store_fetches_due" ON "store_fetches" ("shop_id", "due_at");
