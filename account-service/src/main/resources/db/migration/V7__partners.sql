-- Partner newsrooms: what shall be. The client itself lives with an adapter (our own registry or Keycloak), and a row knows
-- what the adapter has confirmed. work_until is the lease of whoever is at it, next_attempt_at when the reconciler looks,
-- settles_at the time after which no call that failed can still take effect.
CREATE TABLE partner (
    id                  uuid PRIMARY KEY,
    client_id           text        NOT NULL UNIQUE,
    adapter             text        NOT NULL,
    name                text        NOT NULL,
    contact_email       text        NOT NULL,
    scopes              text[]      NOT NULL,
    allowed_networks    text[]      NOT NULL,
    downloads_per_day   bigint CHECK (downloads_per_day > 0),
    bytes_per_day       bigint CHECK (bytes_per_day > 0),
    requests_per_minute bigint CHECK (requests_per_minute > 0),
    status              text        NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'SUSPENDED', 'DELETING')),
    revision            bigint      NOT NULL,
    confirmed_revision  bigint      NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    last_used_at        timestamptz,
    work_until          timestamptz,
    attempts            integer     NOT NULL,
    next_attempt_at     timestamptz,
    settles_at          timestamptz NOT NULL
);
CREATE INDEX partner_by_due ON partner (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Two slots, so that there are never three secrets, whoever errs. What a secret is only the adapter knows.
CREATE TABLE partner_secret (
    id           uuid PRIMARY KEY,
    partner_id   uuid        NOT NULL REFERENCES partner ON DELETE CASCADE,
    slot         smallint    NOT NULL CHECK (slot IN (1, 2)),
    status       text        NOT NULL CHECK (status IN ('PENDING', 'LIVE', 'REMOVING')),
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    UNIQUE (partner_id, slot)
);

-- The embedded registry: clients as this service itself authenticates them. Secrets are 256 random bits, kept as SHA-256.
CREATE TABLE embedded_client (
    client_id text PRIMARY KEY,
    enabled   boolean NOT NULL
);
CREATE TABLE embedded_client_secret (
    id        uuid PRIMARY KEY,
    client_id text  NOT NULL REFERENCES embedded_client ON DELETE CASCADE,
    hash      bytea NOT NULL
);
CREATE INDEX embedded_client_secret_by_client ON embedded_client_secret (client_id);

-- Whether a certain token or client has ended.
CREATE INDEX revocation_by_subject ON revocation (subject, kind);

-- What an Idempotency-Key has made, by keyed hash of the key and of who sent it. The key itself is not kept: without it the
-- secret that it led to cannot be worked out again.
CREATE TABLE partner_creation (
    key_hash    bytea PRIMARY KEY,
    fingerprint bytea       NOT NULL,
    partner_id  uuid        NOT NULL REFERENCES partner ON DELETE CASCADE,
    secret_id   uuid        NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX partner_creation_by_partner ON partner_creation (partner_id);
CREATE INDEX partner_creation_by_time ON partner_creation (created_at);
