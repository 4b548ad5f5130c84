-- A store's own people who have opened the app, and what each may do (domain/team).
CREATE TABLE "staff_members" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT,
    "is_account_owner" BOOLEAN NOT NULL DEFAULT false,
    "role" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "role_set_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("shop_id","id")
);
