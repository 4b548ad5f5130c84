SET lock_timeout = '5s';
CREATE TABLE "text_tests" (
    "shop_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "look_at" TIMESTAMPTZ(3),
    "winner" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "evidence" JSONB,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "text_tests_pkey" PRIMARY KEY ("shop_id","flow_id","step_id","key")
);

CREATE INDEX "text_tests_due" ON "text_tests"("look_at") WHERE "look_at" IS NOT NULL;
