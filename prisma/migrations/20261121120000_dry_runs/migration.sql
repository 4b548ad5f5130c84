-- What a campaign would come to if it were sent: one row a campaign, of the last time somebody asked. Worked out page by
-- page; the cursor and what is added up so far are written together.
CREATE TABLE dry_runs (
  shop_id     uuid NOT NULL,
  campaign_id uuid NOT NULL,
  id          uuid NOT NULL,
  state       text NOT NULL CHECK (state IN ('under-way', 'done', 'cancelled', 'failed')),
  asked_at    timestamptz(3) NOT NULL,
  done_at     timestamptz(3),
  plan        jsonb NOT NULL,
  people      integer NOT NULL,
  cursor      integer,
  counted     integer NOT NULL DEFAULT 0,
  tally       jsonb,
  result      jsonb,
  failed_because text,
  CONSTRAINT dry_runs_pkey PRIMARY KEY (shop_id, campaign_id)
);

-- The sweep: dry runs with pages left.
CREATE INDEX dry_runs_under_way ON dry_runs (shop_id, campaign_id) WHERE state = 'under-way';
