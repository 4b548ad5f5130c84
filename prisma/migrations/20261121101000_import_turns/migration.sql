-- An import that fails at the same place again and again, in whatever process, is given up.
ALTER TABLE "imports" ADD COLUMN "idle_turns" INTEGER NOT NULL DEFAULT 0;
