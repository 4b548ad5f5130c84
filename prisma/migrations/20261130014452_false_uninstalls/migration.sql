SET lock_timeout = '5s';
-- Old code leaves them as they are.
ALTER TABLE "shops" ADD COLUMN "false_uninstalls" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "false_uninstall_at" TIMESTAMPTZ(3);
