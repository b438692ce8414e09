-- What happened to the security of accounts, partners and keys, without secrets. Rows are added and never altered, but
-- for two things: what says something of a person can be blanked, and what is older than the least retention can go.
CREATE TABLE security_event (
    id          uuid PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    type        text        NOT NULL,
    account_id  uuid,
    client_id   text,
    actor_id    uuid,
    network     text,
    device      text,
    detail      jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX security_event_by_account ON security_event (account_id, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX security_event_by_time ON security_event (occurred_at);

CREATE FUNCTION security_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.id, NEW.occurred_at, NEW.type) = (OLD.id, OLD.occurred_at, OLD.type)
        AND NEW.account_id IS NOT DISTINCT FROM OLD.account_id
        AND NEW.client_id IS NOT DISTINCT FROM OLD.client_id
        AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id
        AND NEW.network IS NULL AND NEW.device IS NULL AND NEW.detail = '{}' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' AND OLD.occurred_at < now() - interval '90 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'security_event is append-only';
END $$;
CREATE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON security_event
    FOR EACH ROW EXECUTE FUNCTION security_event_is_append_only();
CREATE FUNCTION security_event_is_never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'security_event is append-only';
END $$;
CREATE TRIGGER security_event_no_truncate BEFORE TRUNCATE ON security_event
    FOR EACH STATEMENT EXECUTE FUNCTION security_event_is_never_truncated();

-- Access tokens that ended before their time, for the services that verify them. The sequence is given to a row once it
-- is committed, by whoever reads, so that no reader passes over one that commits late.
CREATE TABLE revocation (
    id         uuid PRIMARY KEY,
    sequence   bigint UNIQUE,
    kind       text        NOT NULL CHECK (kind IN ('SESSION', 'ACCOUNT', 'PARTNER')),
    subject    text        NOT NULL,
    not_before timestamptz NOT NULL
);
CREATE INDEX revocation_unnumbered ON revocation (id) WHERE sequence IS NULL;
CREATE INDEX revocation_by_time ON revocation (not_before);
