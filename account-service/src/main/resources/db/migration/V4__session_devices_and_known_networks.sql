-- Where a session was last used and on what, as coarsely as its owner is shown it; never a raw address or field.
ALTER TABLE session
    ADD COLUMN network text CHECK (length(network) <= 64),
    ADD COLUMN device  text CHECK (length(device) <= 64);
ALTER TABLE session DROP CONSTRAINT session_end_reason_check;
ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (end_reason IN
    ('LOGOUT', 'PASSWORD_CHANGED', 'TOKEN_REUSED', 'SUSPENDED', 'ACCOUNT_DELETED'));
CREATE INDEX session_by_end ON session (ended_at) WHERE ended_at IS NOT NULL;

-- From which networks an account was logged in to, as keyed hashes of account and network: what a login is compared
-- with, and nothing that could be read. A bounded number for each account.
CREATE TABLE known_network (
    account_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    network_key   bytea       NOT NULL,
    last_login_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, network_key)
);
CREATE INDEX known_network_by_time ON known_network (last_login_at);
