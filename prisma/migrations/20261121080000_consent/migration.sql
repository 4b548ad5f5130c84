-- The ledger says how far a double opt-in has come.
ALTER TABLE "consent_events" ADD COLUMN "double_opt_in" TEXT;

-- A merchant may ask for a second yes in more places than the law does.
ALTER TABLE "shop_settings"
  ADD COLUMN "double_opt_in" TEXT NOT NULL DEFAULT 'where-required',
  ADD COLUMN "double_opt_in_hours" INTEGER NOT NULL DEFAULT 72;

-- One question "do you want our texts?" to one person, and what became of it.
CREATE TABLE "opt_in_requests" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "opt_in_requests_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "opt_in_requests_state" CHECK ("state" IN ('open','confirmed','expired','withdrawn'))
);
CREATE INDEX "opt_in_requests_shop_id_subscriber_id_asked_at_idx" ON "opt_in_requests"("shop_id", "subscriber_id", "asked_at");
-- Nobody is asked twice at a time.
CREATE UNIQUE INDEX "opt_in_requests_open" ON "opt_in_requests" ("shop_id", "subscriber_id") WHERE "state" = 'open';
-- Those whose time is up, across shops: the sweep and its worker.
CREATE INDEX "opt_in_requests_due" ON "opt_in_requests" ("expires_at") WHERE "state" = 'open';

-- What the store is still to be told of a person's consent, or was told last.
CREATE TABLE "store_consents" (
    "shop_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "opt_in_level" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "told_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "store_consents_pkey" PRIMARY KEY ("shop_id","subscriber_id")
);
-- What is to be told, shop by shop, oldest first.
CREATE INDEX "store_consents_due" ON "store_consents" ("shop_id", "due_at") WHERE "due_at" IS NOT NULL;

-- How often the store's word about consent and ours differed.
CREATE TABLE "consent_drifts" (
    "shop_id" UUID NOT NULL,
    "compared" BIGINT NOT NULL DEFAULT 0,
    "conflicts" BIGINT NOT NULL DEFAULT 0,
    "conflict_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_drifts_pkey" PRIMARY KEY ("shop_id")
);

-- How far the erasure of a store has come. Done in pages, so that it holds nobody up and goes on after a crash.
CREATE TABLE "shop_redactions" (
    "shop_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "cursor" TEXT,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_redactions_pkey" PRIMARY KEY ("shop_id")
);
CREATE INDEX "shop_redactions_due" ON "shop_redactions" ("due_at") WHERE "due_at" IS NOT NULL;

-- The ledger of consent is written to and otherwise left alone, by whatever code or person: what is personal may be blanked,
-- and a store that was erased may be deleted. Fires on UPDATE and DELETE only, so that an insert costs what it did before.
CREATE FUNCTION keep_consent_ledger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.text_shown IS NULL OR NEW.text_shown IS NOT DISTINCT FROM OLD.text_shown)
       AND (NEW.ip IS NULL OR NEW.ip IS NOT DISTINCT FROM OLD.ip)
       AND (NEW.evidence = '{}' OR NEW.evidence = OLD.evidence)
       AND (NEW.shop_id, NEW.id, NEW.subscriber_id, NEW.phone_hash, NEW.scope, NEW.state, NEW.source, NEW.form_version,
            NEW.double_opt_in, NEW.applied, NEW.reason, NEW.occurred_at, NEW.recorded_at)
           IS NOT DISTINCT FROM
           (OLD.shop_id, OLD.id, OLD.subscriber_id, OLD.phone_hash, OLD.scope, OLD.state, OLD.source, OLD.form_version,
            OLD.double_opt_in, OLD.applied, OLD.reason, OLD.occurred_at, OLD.recorded_at) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The consent ledger is append-only: a row may lose its personal columns and nothing else.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM shops WHERE id = OLD.shop_id AND redacted_at IS NOT NULL) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The consent ledger is append-only: only the rows of an erased store may be deleted.'
    USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER consent_events_are_kept BEFORE UPDATE OR DELETE ON "consent_events"
  FOR EACH ROW EXECUTE FUNCTION keep_consent_ledger();
CREATE TRIGGER consent_events_are_not_truncated BEFORE TRUNCATE ON "consent_events"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_consent_ledger();
