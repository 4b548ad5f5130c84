-- Limits that operators change without a deploy (domain/flags): of all shops, or of one. share: of all shops, so much, from 0 to 1.
CREATE TABLE "flags" (
    "name" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "operator" TEXT NOT NULL,
    "because" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("name", "shop"),
    CONSTRAINT "flags_share" CHECK ("share" > 0 AND "share" <= 1)
);
