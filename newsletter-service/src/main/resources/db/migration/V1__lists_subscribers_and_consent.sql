-- What one can subscribe to. The default ones of a language are what somebody gets who names none.
CREATE TABLE mailing_list (
    id          uuid PRIMARY KEY,
    slug        text    NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name        text    NOT NULL,
    description text    NOT NULL,
    language    text    NOT NULL,
    frequency   text    NOT NULL CHECK (frequency IN ('WEEKLY', 'DAILY', 'AS_IT_HAPPENS')),
    is_default  boolean NOT NULL,
    position    integer NOT NULL UNIQUE
);

INSERT INTO mailing_list (id, slug, name, description, language, frequency, is_default, position) VALUES
    ('0199e000-0000-7000-8000-000000000001', 'weekly', 'The week in pictures',
     'Every Friday: the new footage, stories and stills of the week, with what is coming up.',
     'en', 'WEEKLY', true, 1),
    ('0199e000-0000-7000-8000-000000000002', 'hebdo', 'La semaine en images',
     'Chaque vendredi : les nouvelles images et les reportages de la semaine, et ce qui se prépare.',
     'fr', 'WEEKLY', true, 2),
    ('0199e000-0000-7000-8000-000000000003', 'breaking', 'Breaking footage',
     'A short mail as soon as footage of a major event is ready to download.',
     'en', 'AS_IT_HAPPENS', false, 3),
    ('0199e000-0000-7000-8000-000000000004', 'press-advisories', 'Press advisories',
     'Press points, accreditation deadlines and live feeds for newsrooms.',
     'en', 'AS_IT_HAPPENS', false, 4),
    ('0199e000-0000-7000-8000-000000000005', 'avis-presse', 'Avis à la presse',
     'Points presse, délais d’accréditation et directs, pour les rédactions.',
     'fr', 'AS_IT_HAPPENS', false, 5);

-- One row for each mailbox, whether it came by an account or by double opt-in. It stays without lists after
-- unsubscription, so that links in old mails go on working, and goes with the account.
CREATE TABLE subscriber (
    id               uuid PRIMARY KEY,
    email            text        NOT NULL,
    canonical_email  text        NOT NULL UNIQUE,
    account_id       uuid UNIQUE,
    locale           text        NOT NULL,
    link_generation  integer     NOT NULL,
    subscribed_at    timestamptz,
    lists_changed_at timestamptz,
    created_at       timestamptz NOT NULL
);

CREATE TABLE subscriber_list (
    subscriber_id uuid NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    list_id       uuid NOT NULL REFERENCES mailing_list,
    PRIMARY KEY (subscriber_id, list_id)
);
CREATE INDEX subscriber_list_by_list ON subscriber_list (list_id);

-- Other ids under which links in mails know a subscriber: those of confirmed flows and of subscribers merged into it.
CREATE TABLE subscriber_alias (
    id            uuid PRIMARY KEY,
    subscriber_id uuid NOT NULL REFERENCES subscriber ON DELETE CASCADE
);
CREATE INDEX subscriber_alias_by_subscriber ON subscriber_alias (subscriber_id);

-- Who agreed to what, when, how. The address is here only as a keyed hash: it proves consent to whoever knows the
-- address, and tells nothing to whoever does not.
CREATE TABLE consent_record (
    id              uuid PRIMARY KEY,
    address_hash    bytea       NOT NULL,
    subscriber_id   uuid,
    action          text        NOT NULL CHECK (action IN ('GIVEN', 'CHANGED', 'WITHDRAWN', 'ADDRESS_CHANGED')),
    lists           text[]      NOT NULL,
    means           text        NOT NULL CHECK (means IN ('BEARER', 'DOUBLE_OPT_IN', 'ACCOUNT_REGISTRATION',
                                                          'PREFERENCE_LINK', 'ONE_CLICK', 'ACCOUNT_EVENT')),
    network         text,
    wording_version text        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    erased_at       timestamptz
);
CREATE INDEX consent_record_by_address ON consent_record (address_hash);
CREATE INDEX consent_record_by_subscriber ON consent_record (subscriber_id);

-- Append-only. The one change that is let through takes away what points at a person, once, and nothing else.
CREATE FUNCTION keep_consent_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
        AND NEW.subscriber_id IS NULL AND NEW.network IS NULL
        AND (NEW.id, NEW.address_hash, NEW.action, NEW.lists, NEW.means, NEW.wording_version, NEW.recorded_at)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.address_hash, OLD.action, OLD.lists, OLD.means, OLD.wording_version, OLD.recorded_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'consent_record is append-only';
END
$$;
CREATE TRIGGER consent_record_append_only BEFORE UPDATE OR DELETE ON consent_record
    FOR EACH ROW EXECUTE FUNCTION keep_consent_record();
CREATE TRIGGER consent_record_not_truncated BEFORE TRUNCATE ON consent_record
    FOR EACH STATEMENT EXECUTE FUNCTION keep_consent_record();

-- Addresses, by keyed hash, that are never mailed.
CREATE TABLE suppression (
    address_hash  bytea       NOT NULL,
    reason        text        NOT NULL CHECK (reason IN ('HARD_BOUNCE', 'COMPLAINT', 'MANUAL', 'ACCOUNT_SUSPENDED')),
    suppressed_at timestamptz NOT NULL,
    PRIMARY KEY (address_hash, reason)
);
