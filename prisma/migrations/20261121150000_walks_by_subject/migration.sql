-- News about a cart or an order look for its walks in every flow of the shop. With the flow before the subject PostgreSQL went
-- through each flow, and while it knew little of a young table it took the index of the flow's report and read all its walks.
DROP INDEX "enrollments_shop_id_flow_id_subject_key";
CREATE UNIQUE INDEX "enrollments_shop_id_subject_flow_id_key" ON "enrollments"("shop_id", "subject", "flow_id");
