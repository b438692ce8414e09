-- One row for each start of a subscription without login, for all addresses alike.
CREATE TABLE code_flow (
    id              uuid PRIMARY KEY,
    address_key     bytea       NOT NULL,
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

-- What the flow is to bring about when its code is confirmed.
CREATE TABLE opt_in (
    flow_id uuid PRIMARY KEY REFERENCES code_flow ON DELETE CASCADE,
    email   text   NOT NULL,
    lists   uuid[] NOT NULL,
    locale  text   NOT NULL
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
