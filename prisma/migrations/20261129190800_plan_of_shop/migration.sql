SET lock_timeout = '5s';
ALTER TABLE "shops" ADD COLUMN "plan" TEXT;
