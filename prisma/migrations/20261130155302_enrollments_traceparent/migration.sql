-- The trace that began a walk, when it is sampled. Old code writes none.
ALTER TABLE "enrollments" ADD COLUMN "traceparent" TEXT;
