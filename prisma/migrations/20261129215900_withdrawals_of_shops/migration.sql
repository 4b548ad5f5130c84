CREATE INDEX CONCURRENTLY "withdrawals_of_shops" ON "withdrawals"("at") WHERE "kind" = 'shop';
