-- Restores of the newest backup into a cluster of its own, to see that it can be done.
CREATE TABLE "restore_drills" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "backup" TEXT,
    "recovered_to" TIMESTAMPTZ(3),
    "seconds" DOUBLE PRECISION NOT NULL,
    "problems" TEXT[],
    "counts" JSONB NOT NULL,

    CONSTRAINT "restore_drills_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "restore_drills_at_idx" ON "restore_drills"("at");
