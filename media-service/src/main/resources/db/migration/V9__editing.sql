-- Editing: who made which version, and what the clock does to items.

-- The account of the editor; null when it was the clock or the service itself, or somebody who has left since.
ALTER TABLE item_version ADD COLUMN edited_by uuid;
CREATE INDEX item_version_by_editor ON item_version (edited_by) WHERE edited_by IS NOT NULL;

-- The editor is noted for the transaction (set_config('media.editor', …, true)), so that no row of an item names anybody.
CREATE OR REPLACE FUNCTION record_item_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item_version (item_id, version, recorded_at, content, edited_by)
        VALUES (NEW.id, NEW.version, NEW.updated_at, to_jsonb(NEW) - '{country,person_keys,purposes,document}'::text[],
            nullif(current_setting('media.editor', true), '')::uuid);
    RETURN NULL;
END $$;

-- What is due: looked for every second.
CREATE INDEX item_by_embargo ON item (embargoed_until) WHERE status = 'EMBARGOED';
CREATE INDEX item_by_expiry ON item (rights_expire_at) WHERE status = 'PUBLISHED' AND rights_expire_at IS NOT NULL;
