-- Webhooks: who is told of changes, and what has been told.

CREATE TABLE webhook (
    id                    uuid PRIMARY KEY,
    -- 'person:<account id>' or 'partner:<client id>', and when the token was issued with which they last had a say in it.
    owner                 text NOT NULL,
    authorised_at         timestamptz NOT NULL,
    -- Where a person is told that it was disabled; a partner's address is asked for when it is needed.
    contact               text,
    url                   text NOT NULL,
    description           text,
    event_types           text[] NOT NULL CHECK (cardinality(event_types) > 0),
    status                text NOT NULL CHECK (status IN ('ACTIVE', 'DISABLED')),
    disabled_reason       text CHECK (disabled_reason IN ('OWNER', 'GONE', 'FAILING', 'ACCESS_ENDED')),
    disabled_at           timestamptz,
    -- Sealed. The previous one signs too for a while.
    secret                bytea NOT NULL,
    previous_secret       bytea,
    previous_secret_until timestamptz,
    -- Since when nothing has arrived; null when the last that was sent did.
    failing_since         timestamptz,
    -- A mail that is due to the owner.
    notice_due_at         timestamptz,
    notice_attempts       integer NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    CHECK ((status = 'DISABLED') = (disabled_reason IS NOT NULL))
);
CREATE INDEX webhook_by_owner ON webhook (owner, created_at DESC, id DESC);
CREATE INDEX webhook_by_notice ON webhook (notice_due_at) WHERE notice_due_at IS NOT NULL;

-- What one webhook is told once; the log of what became of it.
CREATE TABLE webhook_delivery (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    webhook_id      uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
    event_type      text NOT NULL,
    -- Kills before everything else, withdrawals before the rest.
    urgency         integer NOT NULL,
    occurred_at     timestamptz NOT NULL,
    -- Of the change; a ping has none.
    sequence        bigint,
    item_id         uuid,
    version         integer,
    changed_at      timestamptz,
    status          text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
    -- Tries since it was last (re)played, when the next is due, and until when somebody is at it.
    tries           integer NOT NULL DEFAULT 0,
    next_try_at     timestamptz NOT NULL DEFAULT '-infinity',
    leased_until    timestamptz,
    -- Rises with every claim: what became of an earlier one no longer counts.
    claim           integer NOT NULL DEFAULT 0,
    attempts        jsonb NOT NULL DEFAULT '[]',
    ended_at        timestamptz
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, urgency, next_try_at, id) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id DESC);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE ended_at IS NOT NULL;

-- A change and what is told of it become visible together, and not at all when the change is taken back. It runs under the
-- lock of the feed, and writes a row for each webhook that wants to know.
CREATE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := 'media.' || lower(NEW.kind);
BEGIN
    INSERT INTO webhook_delivery (webhook_id, event_type, urgency, occurred_at, sequence, item_id, version, changed_at)
        SELECT id, what, CASE NEW.kind WHEN 'KILLED' THEN 0 WHEN 'WITHDRAWN' THEN 1 ELSE 2 END, NEW.recorded_at,
            NEW.sequence, NEW.item_id, NEW.version, NEW.changed_at
        FROM webhook WHERE status = 'ACTIVE' AND what = ANY (event_types);
    RETURN NULL;
END $$;

CREATE TRIGGER change_told AFTER INSERT OR UPDATE OF sequence ON change
    FOR EACH ROW EXECUTE FUNCTION tell_webhooks();
