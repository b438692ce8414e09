-- Mails to send; recipient and content are encrypted, a row goes when its mail is accepted by the relay. A withheld
-- one is never sent: it is there so that the work is the same for every address.
CREATE TABLE outgoing_mail (
    id              uuid PRIMARY KEY,
    address_key     bytea       NOT NULL,
    content         bytea       NOT NULL,
    withheld        boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    useful_until    timestamptz NOT NULL,
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz NOT NULL
);
CREATE INDEX outgoing_mail_by_due ON outgoing_mail (next_attempt_at);
CREATE INDEX outgoing_mail_by_address ON outgoing_mail (address_key);

-- Events that have been applied, so that a repeated one does nothing.
CREATE TABLE account_event (
    id         uuid PRIMARY KEY,
    applied_at timestamptz NOT NULL
);
CREATE INDEX account_event_by_time ON account_event (applied_at);

-- How far the news of an account has come, so that older news does not undo newer. Outlives the account, by keyed hash
-- of its id, so that late news does not bring it back.
CREATE TABLE account_standing (
    account_key bytea PRIMARY KEY,
    address_at  timestamptz,
    locale_at   timestamptz,
    deleted_at  timestamptz
);
