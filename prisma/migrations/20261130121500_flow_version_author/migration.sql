-- Who published a version: the staff member's id in the store, and their name where the store told it. Null: not recorded, or erased.
ALTER TABLE "flow_versions" ADD COLUMN "published_by_id" TEXT, ADD COLUMN "published_by_name" TEXT;
