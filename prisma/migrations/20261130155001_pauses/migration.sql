-- What operators have paused for the whole installation: a class of texts, a queue, or all marketing. A shop that is stopped and a
-- provider that is paused stand in shops and provider_holds.
CREATE TABLE "pauses" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "operator" TEXT NOT NULL,
    "because" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pauses_pkey" PRIMARY KEY ("kind", "name"),
    CONSTRAINT "pauses_kind" CHECK ("kind" IN ('class', 'queue', 'marketing'))
);
