-- The names of topics and places in all languages as suggestions compare them: to fold a thousand names for every letter
-- typed took longer than everything else that is looked up for it.

ALTER TABLE topic ADD COLUMN folded_names text NOT NULL
    GENERATED ALWAYS AS (folded(coalesce(names ->> 'en', '') || E'\n' || coalesce(names ->> 'fr', ''))) STORED;
ALTER TABLE location ADD COLUMN folded_names text NOT NULL
    GENERATED ALWAYS AS (folded(coalesce(names ->> 'en', '') || E'\n' || coalesce(names ->> 'fr', ''))) STORED;
