-- The feed of changes: every item that was ever published once, at its latest change, numbered in the order of commits.

-- Where the next number comes from; drawn under the lock of record_change() alone.
CREATE SEQUENCE change_sequence AS bigint MINVALUE 1;

CREATE TABLE change (
    item_id     uuid PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    sequence    bigint NOT NULL UNIQUE,
    kind        text NOT NULL CHECK (kind IN ('CREATED', 'UPDATED', 'CORRECTED', 'WITHDRAWN', 'KILLED')),
    version     integer NOT NULL,
    -- When the item says that it changed, and when that came into the feed: an item may be loaded that changed long ago.
    changed_at  timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX change_tombstone_by_age ON change (recorded_at) WHERE kind IN ('WITHDRAWN', 'KILLED');

-- The highest number among tombstones that have been removed: who stands below it may not have seen them all.
CREATE TABLE change_horizon (
    sequence bigint NOT NULL
);
INSERT INTO change_horizon VALUES (0);

-- What is already there, in the order of publication.
INSERT INTO change (item_id, sequence, kind, version, changed_at)
    SELECT id, nextval('change_sequence'), CASE status WHEN 'PUBLISHED' THEN 'CREATED' ELSE status END, version, updated_at
    FROM (SELECT * FROM item WHERE status IN ('PUBLISHED', 'WITHDRAWN') OR (status = 'KILLED' AND published_at IS NOT NULL)
          ORDER BY published_at, id) visible;

-- Runs at commit, when nothing else is left to do, so that the lock is the last that a transaction takes and is held until
-- its rows can be seen: whoever gets the lock next draws a higher number and is seen later. A reader who has seen a number
-- has therefore seen, or can see, everything below it. The lock is one that nobody else takes; no row carries it, because a
-- transaction that changes many items would leave as many dead versions of that row.
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was_published boolean := TG_OP = 'UPDATE' AND OLD.status = 'PUBLISHED';
    what text := CASE
        WHEN NEW.status <> 'PUBLISHED' THEN NEW.status
        WHEN NOT was_published THEN 'CREATED'
        WHEN jsonb_array_length(NEW.corrections) > jsonb_array_length(OLD.corrections) THEN 'CORRECTED'
        ELSE 'UPDATED' END;
BEGIN
    -- It may have been deleted later in the same transaction.
    IF NOT EXISTS (SELECT FROM item WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(7031946002);
    INSERT INTO change (item_id, sequence, kind, version, changed_at)
        VALUES (NEW.id, nextval('change_sequence'), what, NEW.version, NEW.updated_at)
        ON CONFLICT (item_id) DO UPDATE SET sequence = excluded.sequence,
            -- Nobody has seen yet what came earlier in the same transaction.
            kind = CASE WHEN change.kind = 'CREATED' AND excluded.kind IN ('UPDATED', 'CORRECTED')
                AND change.recorded_at = excluded.recorded_at THEN 'CREATED' ELSE excluded.kind END,
            version = excluded.version, changed_at = excluded.changed_at, recorded_at = excluded.recorded_at;
    RETURN NULL;
END $$;

-- What was never published is nobody's business: drafts, embargoes, and items killed before their time.
CREATE CONSTRAINT TRIGGER item_change_recorded_first AFTER INSERT ON item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status = 'PUBLISHED' OR (NEW.status IN ('WITHDRAWN', 'KILLED') AND NEW.published_at IS NOT NULL))
    EXECUTE FUNCTION record_change();
-- Whatever happens to an item after it was taken back changes nothing for those who were told, until it is back or killed.
CREATE CONSTRAINT TRIGGER item_change_recorded AFTER UPDATE OF version ON item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.version IS DISTINCT FROM NEW.version AND (NEW.status = 'PUBLISHED'
        OR (NEW.status IN ('WITHDRAWN', 'KILLED') AND NEW.published_at IS NOT NULL AND NEW.status <> OLD.status)))
    EXECUTE FUNCTION record_change();
