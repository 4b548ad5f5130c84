-- Words that shoppers text, and what follows (domain/keywords).
CREATE TABLE "keywords" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "words" TEXT[],
    "answer" TEXT,
    "open_days" SMALLINT[] DEFAULT ARRAY[]::SMALLINT[],
    "opens_minute" INTEGER,
    "closes_minute" INTEGER,
    "closed_answer" TEXT,
    "tag" TEXT,
    "list_id" UUID,
    "joins" BOOLEAN NOT NULL DEFAULT false,
    "asks_first" BOOLEAN NOT NULL DEFAULT false,
    "ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "keywords_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "keywords_code_key" ON "keywords"("code");
