-- What each staff number is told of by text, and what it has been told.
CREATE TABLE "staff_alerts" (
    "shop_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "questions" BOOLEAN NOT NULL,
    "waiting_minutes" INTEGER,
    "troubles" BOOLEAN NOT NULL,
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "questions_up_to" TIMESTAMPTZ(3) NOT NULL,
    "waiting_up_to" TIMESTAMPTZ(3) NOT NULL,
    "told_troubles" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "told_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_alerts_pkey" PRIMARY KEY ("shop_id","staff_id")
);

CREATE INDEX "staff_alerts_shop_id_due_at_idx" ON "staff_alerts"("shop_id", "due_at");
