-- People. The address is unique in its canonical form and mailed as typed.
CREATE TABLE account (
    id                  uuid PRIMARY KEY,
    email               text        NOT NULL,
    canonical_email     text        NOT NULL UNIQUE,
    password_hash       text        NOT NULL,
    password_changed_at timestamptz NOT NULL,
    display_name        text,
    organisation        text,
    country             text,
    locale              text,
    roles               text[]      NOT NULL DEFAULT '{}',
    status              text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
);

-- One row for each start of a registration or reset, for known and unknown addresses alike. The address is here only
-- as keyed hashes: canonical (address_key) and without its +tag (identity_key).
CREATE TABLE code_flow (
    id              uuid PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('REGISTRATION', 'PASSWORD_RESET')),
    address_key     bytea       NOT NULL,
    identity_key    bytea       NOT NULL,
    code_number     integer     NOT NULL,
    code_sent_at    timestamptz NOT NULL,
    code_expires_at timestamptz NOT NULL,
    attempts_used   integer     NOT NULL CHECK (attempts_used >= 0),
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    completed_at    timestamptz
);
CREATE INDEX code_flow_by_expiry ON code_flow (expires_at);
CREATE INDEX code_flow_by_address ON code_flow (address_key);

-- Every code of a flow stays until the flow goes, so that an older one is told from a wrong one.
-- A code that is not genuine was never mailed and is never right.
CREATE TABLE one_time_code (
    flow_id uuid    NOT NULL REFERENCES code_flow ON DELETE CASCADE,
    number  integer NOT NULL,
    mac     bytea   NOT NULL,
    key_id  text    NOT NULL,
    genuine boolean NOT NULL,
    PRIMARY KEY (flow_id, number)
);

-- What was mailed to whom at whose request, for the budgets; kept for a day.
CREATE TABLE mail_budget_entry (
    id           uuid PRIMARY KEY,
    identity_key bytea       NOT NULL,
    network_key  bytea       NOT NULL,
    spent_at     timestamptz NOT NULL
);
CREATE INDEX mail_budget_entry_by_identity ON mail_budget_entry (identity_key, spent_at);
CREATE INDEX mail_budget_entry_by_time ON mail_budget_entry (spent_at);

CREATE TABLE registration_attempt (
    flow_id         uuid PRIMARY KEY REFERENCES code_flow ON DELETE CASCADE,
    email           text    NOT NULL,
    canonical_email text    NOT NULL,
    password_hash   text    NOT NULL,
    display_name    text,
    organisation    text,
    country         text,
    locale          text    NOT NULL,
    newsletter      boolean NOT NULL,
    return_to       text
);

CREATE TABLE password_reset (
    flow_id             uuid PRIMARY KEY REFERENCES code_flow ON DELETE CASCADE,
    email               text NOT NULL,
    canonical_email     text NOT NULL,
    locale              text NOT NULL,
    return_to           text,
    account_id          uuid REFERENCES account ON DELETE CASCADE,
    password_changed_at timestamptz,
    token_hash          bytea,
    token_expires_at    timestamptz,
    used_at             timestamptz
);
CREATE INDEX password_reset_by_account ON password_reset (account_id);

-- A session is a family of refresh tokens; only hashes of the living one and of its parent are kept.
CREATE TABLE session (
    id                  uuid PRIMARY KEY,
    account_id          uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at          timestamptz NOT NULL,
    last_used_at        timestamptz NOT NULL,
    expires_at          timestamptz NOT NULL,
    absolute_expires_at timestamptz NOT NULL,
    refresh_counter     integer     NOT NULL,
    refresh_hash        bytea       NOT NULL,
    parent_hash         bytea,
    rotated_at          timestamptz,
    ended_at            timestamptz,
    end_reason          text CHECK (end_reason IN ('LOGOUT', 'PASSWORD_CHANGED', 'TOKEN_REUSED'))
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

-- Keys that sign access tokens; the private half is encrypted under the configured key-encryption key.
CREATE TABLE signing_key (
    id          text PRIMARY KEY,
    algorithm   text        NOT NULL CHECK (algorithm IN ('ES256', 'RS256')),
    state       text        NOT NULL CHECK (state IN ('NEXT', 'CURRENT', 'RETIRED')),
    public_jwk  text        NOT NULL,
    private_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX signing_key_one_current ON signing_key (algorithm) WHERE state = 'CURRENT';

-- Guesses at passwords in the running window, by keyed hash of whom and from where.
CREATE TABLE guess_count (
    subject_key  bytea       NOT NULL,
    window_start timestamptz NOT NULL,
    guesses      integer     NOT NULL,
    PRIMARY KEY (subject_key, window_start)
);
CREATE INDEX guess_count_by_time ON guess_count (window_start);

-- Mails to send; recipient and content are encrypted, a row goes when its mail is accepted by the relay.
CREATE TABLE outgoing_mail (
    id              uuid PRIMARY KEY,
    content         bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    useful_until    timestamptz NOT NULL,
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz NOT NULL
);
CREATE INDEX outgoing_mail_by_due ON outgoing_mail (next_attempt_at);

-- Events for newsletter-service, encrypted; a row goes when it is acknowledged. Those of one account go in sequence.
CREATE TABLE account_event (
    sequence        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid        NOT NULL UNIQUE,
    account_id      uuid        NOT NULL,
    content         bytea       NOT NULL,
    occurred_at     timestamptz NOT NULL,
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz NOT NULL
);
CREATE INDEX account_event_by_account ON account_event (account_id, sequence);
CREATE INDEX account_event_by_due ON account_event (next_attempt_at);
