-- Items whose files have been made unreadable in the file store after they were killed. Only where clients may hold
-- addresses of the store itself.
CREATE TABLE withheld_item (
    item_id     uuid PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    withheld_at timestamptz NOT NULL
);
CREATE INDEX item_killed ON item (status_changed_at) WHERE status = 'KILLED';

-- Downloads of an item, the newest first, for editors.
DROP INDEX download_by_item;
CREATE INDEX download_by_item ON download (item_id, created_at DESC, id DESC);
