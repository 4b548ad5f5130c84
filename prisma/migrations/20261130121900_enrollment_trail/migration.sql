-- The steps that a person took, for the flow's report. Null in rows from before: they are filled when the person moves on.
ALTER TABLE "enrollments" ADD COLUMN "trail" TEXT;
