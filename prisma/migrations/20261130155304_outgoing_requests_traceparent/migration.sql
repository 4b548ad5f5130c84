-- The trace that queued a request, when it is sampled. Old code writes none.
ALTER TABLE "outgoing_requests" ADD COLUMN "traceparent" TEXT;
