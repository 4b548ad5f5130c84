-- The document as it was written, with the tags of its snippets. Null when it is the version's document: no snippet was in it.
ALTER TABLE "flow_versions" ADD COLUMN "source" JSONB;
