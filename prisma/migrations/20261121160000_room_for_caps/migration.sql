-- Each marketing text adds a time to its person's row. With room in the page the new version of the row stays there, and the
-- index needs no new line for it.
ALTER TABLE "recipient_caps" SET (fillfactor = 60);
