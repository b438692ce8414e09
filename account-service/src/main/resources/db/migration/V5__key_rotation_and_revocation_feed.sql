-- Signing keys come and go. There is one key that signs, whatever its algorithm, and one that waits; a key that signs no
-- more keeps its public half until the last token signed with it has expired, and loses its private half at once.
ALTER TABLE signing_key
    ADD COLUMN activated_at timestamptz,
    ADD COLUMN rotation_asked_at timestamptz,
    ADD COLUMN retired_at timestamptz,
    ADD COLUMN removed_at timestamptz,
    ALTER COLUMN private_key DROP NOT NULL,
    DROP CONSTRAINT signing_key_state_check,
    ADD CONSTRAINT signing_key_state_check CHECK (state IN ('NEXT', 'CURRENT', 'RETIRED', 'REVOKED'));
UPDATE signing_key SET activated_at = created_at;
UPDATE signing_key SET state = 'RETIRED', private_key = NULL, retired_at = now(), removed_at = now() + interval '1 day'
WHERE state = 'CURRENT' AND id <> (SELECT max(id) FROM signing_key WHERE state = 'CURRENT');
DROP INDEX signing_key_one_current;
CREATE UNIQUE INDEX signing_key_one_of_each ON signing_key (state) WHERE state IN ('NEXT', 'CURRENT');

-- Where the feed of revocations stands: the last number given, and the last that was removed. Whoever numbers or removes
-- holds this row. Numbers are microseconds since 1970 or the one after the last, so that they go on rising when the
-- database is restored from yesterday's copy.
CREATE TABLE revocation_feed (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last_sequence bigint NOT NULL,
    removed_up_to bigint NOT NULL
);
INSERT INTO revocation_feed (last_sequence, removed_up_to) VALUES (0, 0);
ALTER TABLE revocation
    DROP CONSTRAINT revocation_kind_check,
    ADD CONSTRAINT revocation_kind_check CHECK (kind IN ('SESSION', 'ACCOUNT', 'PARTNER', 'TOKEN', 'KEY'));
