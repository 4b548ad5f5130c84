-- The trace that planned a text, when it is sampled. Old code writes none.
ALTER TABLE "messages" ADD COLUMN "traceparent" TEXT;
