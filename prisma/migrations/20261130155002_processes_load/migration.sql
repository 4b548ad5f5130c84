-- What a process runs and how busy it is, as it says itself; and what an operator has told it to do.
ALTER TABLE "processes"
  ADD COLUMN "build" TEXT,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'running',
  ADD COLUMN "told" TEXT,
  ADD COLUMN "load" JSONB;
