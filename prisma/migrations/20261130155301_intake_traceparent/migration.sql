-- The trace that brought a delivery, when it is sampled. Old code writes none.
ALTER TABLE "intake" ADD COLUMN "traceparent" TEXT;
