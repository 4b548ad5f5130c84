-- The inbox: a conversation has a state, unread texts and someone who sees to it. Those from before are closed; old code keeps
-- writing them so.
ALTER TABLE "conversations"
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'closed',
  ADD COLUMN "unread" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "snoozed_until" TIMESTAMPTZ(3),
  ADD COLUMN "assignee_id" TEXT,
  ADD COLUMN "assignee_name" TEXT;
