-- Changing one's address: a third kind of flow. It is worth something only as long as the account has the password and
-- the address that it had when the change was asked for.
ALTER TABLE code_flow DROP CONSTRAINT code_flow_kind_check;
ALTER TABLE code_flow ADD CONSTRAINT code_flow_kind_check
    CHECK (kind IN ('REGISTRATION', 'PASSWORD_RESET', 'EMAIL_CHANGE'));

ALTER TABLE account ADD COLUMN email_changed_at timestamptz;

CREATE TABLE email_change (
    flow_id             uuid PRIMARY KEY REFERENCES code_flow ON DELETE CASCADE,
    account_id          uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    email               text        NOT NULL,
    canonical_email     text        NOT NULL,
    password_changed_at timestamptz NOT NULL,
    email_changed_at    timestamptz,
    started_at          timestamptz NOT NULL,
    done_at             timestamptz
);
CREATE INDEX email_change_by_account ON email_change (account_id, started_at);

-- Administrators look people up by any part of what they are known by. The parts are kept apart by line breaks, which
-- none of them holds; case is folded by Unicode's rules, whatever the locale of the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX account_by_text ON account USING gin ((lower((
    email || E'\n' || canonical_email || E'\n' || coalesce(display_name, '') || E'\n' || coalesce(organisation, '')
) COLLATE pg_c_utf8)) gin_trgm_ops);
CREATE INDEX account_by_role ON account USING gin (roles);

-- One row for each receiver of an event, so that one that is away holds up only itself.
ALTER TABLE account_event ADD COLUMN receiver text NOT NULL DEFAULT 'NEWSLETTER'
    CHECK (receiver IN ('NEWSLETTER', 'MEDIA'));
ALTER TABLE account_event ALTER COLUMN receiver DROP DEFAULT;
ALTER TABLE account_event DROP CONSTRAINT account_event_id_key;
ALTER TABLE account_event ADD UNIQUE (id, receiver);
DROP INDEX account_event_by_account;
DROP INDEX account_event_by_due;
CREATE INDEX account_event_by_account ON account_event (account_id, receiver, sequence);
CREATE INDEX account_event_by_due ON account_event (receiver, next_attempt_at);

-- To whom a mail goes, as a keyed hash: what waits for somebody who leaves is withdrawn.
ALTER TABLE outgoing_mail ADD COLUMN address_key bytea;
CREATE INDEX outgoing_mail_by_address ON outgoing_mail (address_key);

ALTER TABLE session DROP CONSTRAINT session_end_reason_check;
ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (end_reason IN
    ('LOGOUT', 'PASSWORD_CHANGED', 'EMAIL_CHANGED', 'TOKEN_REUSED', 'SUSPENDED', 'ACCOUNT_DELETED'));
