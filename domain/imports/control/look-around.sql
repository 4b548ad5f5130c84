-- Purpose: whether an import has the machine to itself.
-- Inputs:  $1 the import's own id
-- Output:  isSending: some worker has claimed texts at this moment; claims: how many there have been, by PostgreSQL's own counting,
--          which is up to a second old; isWaitedFor: another import is under way
-- Why not Prisma: asked several times a second.
SELECT EXISTS (SELECT FROM claims) AS "isSending", pg_stat_get_tuples_inserted('claims'::regclass) AS claims,
       EXISTS (SELECT FROM imports WHERE state IN ('examining', 'importing') AND id <> $1::uuid) AS "isWaitedFor"
