-- Purpose: whether an import has the machine to itself.
-- Inputs:  $1 the import's own id
-- Output:  isSending: some worker has claimed texts at this moment; isWaitedFor: another import is under way
-- Why not Prisma: asked several times a second.
SELECT EXISTS (SELECT FROM claims) AS "isSending",
       EXISTS (SELECT FROM imports WHERE state IN ('examining', 'importing') AND id <> $1::uuid) AS "isWaitedFor"
