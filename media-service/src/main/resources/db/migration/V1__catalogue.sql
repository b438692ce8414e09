-- The catalogue: taxonomies, items with their history, files, and what search needs of them.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- ---- Words -----------------------------------------------------------------------------------------------------------

-- Lower case without accents, for comparison. The dictionary is bound by its identity, so that the function may be indexed.
CREATE FUNCTION folded(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(unaccent('unaccent'::regdictionary, value));

CREATE TEXT SEARCH CONFIGURATION english_folded (COPY = english);
ALTER TEXT SEARCH CONFIGURATION english_folded
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION french_folded (COPY = french);
ALTER TEXT SEARCH CONFIGURATION french_folded
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION simple_folded (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION simple_folded
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

-- Every document carries a marker of the configuration that made it. '§' is no letter to the parser, so that no query
-- and no text can contain a marker by itself.
CREATE FUNCTION search_configuration(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE split_part(lower(language), '-', 1)
        WHEN 'en' THEN 'english_folded'::regconfig
        WHEN 'fr' THEN 'french_folded'::regconfig
        ELSE 'simple_folded'::regconfig END;

CREATE FUNCTION search_marker(language text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE split_part(lower(language), '-', 1) WHEN 'en' THEN '§en' WHEN 'fr' THEN '§fr' ELSE '§' END;

-- What was asked, read by the rules of each language and bound to the documents of that language: one query that one
-- index scan answers. The words of a language in which nothing remains but stop words match nothing in that language.
CREATE FUNCTION search_query(words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN
        CASE WHEN numnode(websearch_to_tsquery('english_folded', words)) = 0 THEN ''::tsquery
             ELSE websearch_to_tsquery('english_folded', words) && '''§en'''::tsquery END
        || CASE WHEN numnode(websearch_to_tsquery('french_folded', words)) = 0 THEN ''::tsquery
             ELSE websearch_to_tsquery('french_folded', words) && '''§fr'''::tsquery END
        || CASE WHEN numnode(websearch_to_tsquery('simple_folded', words)) = 0 THEN ''::tsquery
             ELSE websearch_to_tsquery('simple_folded', words) && '''§'''::tsquery END;

-- ---- Taxonomies ------------------------------------------------------------------------------------------------------

CREATE TABLE topic (
    id    uuid PRIMARY KEY,
    slug  text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    names jsonb NOT NULL
);

CREATE TABLE location (
    id        uuid PRIMARY KEY,
    slug      text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    names     jsonb NOT NULL,
    country   text CHECK (country ~ '^[A-Z]{2}$'),
    latitude  double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180)
);

CREATE TABLE collection (
    id    uuid PRIMARY KEY,
    slug  text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    names jsonb NOT NULL
);

-- ---- Items -----------------------------------------------------------------------------------------------------------

-- Topics and collections are arrays of ids on the item and not join tables: one row answers every filter, and the planner
-- may choose between walking the newest items and the GIN index. The trigger below sees to it that the ids exist.
CREATE TABLE item (
    id                  uuid PRIMARY KEY,
    slug                text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 200),
    version             integer NOT NULL CHECK (version > 0),
    type                text NOT NULL CHECK (type IN ('VIDEO', 'IMAGE', 'AUDIO', 'STORY')),
    status              text NOT NULL CHECK (status IN ('DRAFT', 'EMBARGOED', 'PUBLISHED', 'WITHDRAWN', 'KILLED')),
    status_changed_at   timestamptz NOT NULL,
    notice              text,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    published_at        timestamptz,
    embargoed_until     timestamptz,
    rights_expire_at    timestamptz,
    language            text NOT NULL,
    translation_group   uuid,
    title               text NOT NULL,
    headline            text,
    summary             text,
    description         text,
    body_html           text,
    body_text           text,
    storyline           text,
    shotlist            jsonb NOT NULL DEFAULT '[]',
    location_id         uuid REFERENCES location,
    filmed_at           timestamptz,
    sound_languages     text[] NOT NULL DEFAULT '{}',
    topic_ids           uuid[] NOT NULL DEFAULT '{}',
    collection_ids      uuid[] NOT NULL DEFAULT '{}',
    persons             jsonb NOT NULL DEFAULT '[]',
    keywords            text[] NOT NULL DEFAULT '{}',
    credit              text,
    usage_terms_version integer NOT NULL,
    restrictions        text,
    contact             text,
    duration_seconds    double precision CHECK (duration_seconds >= 0),
    corrections         jsonb NOT NULL DEFAULT '[]',
    -- Derived by triggers, read by search only.
    country             text,
    person_keys         text[] NOT NULL DEFAULT '{}',
    purposes            text[] NOT NULL DEFAULT '{}',
    document            tsvector NOT NULL DEFAULT '',
    CHECK (published_at IS NOT NULL OR status NOT IN ('PUBLISHED', 'WITHDRAWN')),
    CHECK (embargoed_until IS NOT NULL OR status <> 'EMBARGOED')
);

CREATE INDEX item_by_publication ON item (published_at DESC, id DESC) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_type ON item (type, published_at DESC, id DESC) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_language ON item (language, published_at DESC, id DESC) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_location ON item (location_id, published_at DESC, id DESC) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_country ON item (country, published_at DESC, id DESC) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_filming ON item (filmed_at) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_topic ON item USING gin (topic_ids) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_collection ON item USING gin (collection_ids) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_person ON item USING gin (person_keys) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_purpose ON item USING gin (purposes) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_words ON item USING gin (document) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_title ON item USING gin (to_tsvector('simple_folded', title)) WHERE status = 'PUBLISHED';
CREATE INDEX item_by_translation_group ON item (translation_group) WHERE translation_group IS NOT NULL;

-- Names of persons, for suggestions; each is kept in the spelling in which it first came.
CREATE TABLE person (
    key  text PRIMARY KEY,
    name text NOT NULL
);
CREATE INDEX person_by_key ON person USING gin (key gin_trgm_ops);

-- Addresses that an item once had. The address of today is on the item.
CREATE TABLE former_slug (
    slug       text PRIMARY KEY,
    item_id    uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    retired_at timestamptz NOT NULL
);

-- Which topics and collections published items carry, for counting: an index-only scan of this costs a hundredth of what
-- the GIN indexes do for a topic of many items. Written by a trigger.
CREATE TABLE published_term (
    term_id uuid NOT NULL,
    item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    PRIMARY KEY (term_id, item_id)
);
CREATE INDEX published_term_by_item ON published_term (item_id);

-- Everything that an item ever said. Written by a trigger, so that no way of changing an item can forget it.
CREATE TABLE item_version (
    item_id     uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    version     integer NOT NULL,
    recorded_at timestamptz NOT NULL,
    content     jsonb NOT NULL,
    PRIMARY KEY (item_id, version)
);

CREATE TABLE item_relation (
    item_id    uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    related_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    relation   text NOT NULL,
    position   integer NOT NULL,
    PRIMARY KEY (item_id, related_id, relation),
    CHECK (item_id <> related_id)
);
CREATE INDEX item_relation_by_related ON item_relation (related_id);

-- ---- Files of items --------------------------------------------------------------------------------------------------

-- What people download. file_key is the path in the file store; several rows may name one file.
CREATE TABLE rendition (
    id               uuid PRIMARY KEY,
    item_id          uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    position         integer NOT NULL,
    name             text NOT NULL,
    purpose          text NOT NULL CHECK (purpose IN ('MASTER', 'BROADCAST', 'WEB', 'PREVIEW', 'AUDIO')),
    access           text NOT NULL CHECK (access IN ('PUBLIC', 'ACCOUNT')),
    file_key         text NOT NULL,
    filename         text NOT NULL,
    media_type       text NOT NULL,
    container        text,
    video_codec      text,
    audio_codec      text,
    width            integer,
    height           integer,
    frame_rate       double precision,
    bit_rate_bps     bigint,
    duration_seconds double precision,
    size_bytes       bigint NOT NULL CHECK (size_bytes >= 0),
    sha256           text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    created_at       timestamptz NOT NULL,
    UNIQUE (item_id, name)
);

-- What pages and players show: posters, thumbnails, captions.
CREATE TABLE asset (
    id           uuid PRIMARY KEY,
    item_id      uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    position     integer NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('POSTER', 'THUMBNAIL', 'CAPTIONS')),
    file_key     text NOT NULL,
    filename     text NOT NULL,
    media_type   text NOT NULL,
    size_bytes   bigint NOT NULL CHECK (size_bytes >= 0),
    sha256       text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    width        integer,
    height       integer,
    alt          text,
    language     text,
    caption_kind text,
    label        text,
    is_default   boolean NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL,
    CHECK (kind <> 'CAPTIONS' OR (language IS NOT NULL AND caption_kind IS NOT NULL AND label IS NOT NULL))
);
CREATE INDEX asset_by_item ON asset (item_id, kind, position);
CREATE UNIQUE INDEX asset_one_poster ON asset (item_id) WHERE kind = 'POSTER';

-- ---- Usage terms -----------------------------------------------------------------------------------------------------

CREATE TABLE usage_terms (
    version      integer NOT NULL CHECK (version > 0),
    language     text NOT NULL,
    html         text NOT NULL,
    text         text NOT NULL,
    effective_at timestamptz NOT NULL,
    PRIMARY KEY (version, language)
);

-- ---- Derived columns -------------------------------------------------------------------------------------------------

CREATE FUNCTION derive_item_columns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    configuration regconfig := search_configuration(NEW.language);
    spoken text := split_part(lower(NEW.language), '-', 1);
    place location;
    topics text;
    topics_found integer;
    people text;
    shots text;
BEGIN
    SELECT * INTO place FROM location WHERE id = NEW.location_id;
    NEW.country := place.country;
    SELECT count(*), string_agg(coalesce(names ->> spoken, names ->> 'en'), ' ') INTO topics_found, topics
        FROM topic WHERE id = ANY (NEW.topic_ids);
    IF topics_found <> cardinality(NEW.topic_ids)
        OR (SELECT count(*) FROM collection WHERE id = ANY (NEW.collection_ids)) <> cardinality(NEW.collection_ids) THEN
        RAISE foreign_key_violation USING MESSAGE = 'a topic or collection of item ' || NEW.id || ' does not exist or is named twice';
    END IF;
    NEW.person_keys := ARRAY(SELECT DISTINCT folded(entry ->> 'name') FROM jsonb_array_elements(NEW.persons) entry);
    SELECT string_agg(concat_ws(' ', entry ->> 'name', entry ->> 'role'), ' ') INTO people
        FROM jsonb_array_elements(NEW.persons) entry;
    SELECT string_agg(concat_ws(' ', entry ->> 'description', entry ->> 'location', entry ->> 'speaker', entry ->> 'verbatim'), ' ')
        INTO shots FROM jsonb_array_elements(NEW.shotlist) entry;
    NEW.document :=
        setweight(to_tsvector(configuration, NEW.title), 'A')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.headline, array_to_string(NEW.keywords, ' '), people)), 'B')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.summary, coalesce(place.names ->> spoken, place.names ->> 'en'), topics)), 'C')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.description, NEW.storyline, NEW.body_text, shots)), 'D')
        || array_to_tsvector(ARRAY[search_marker(NEW.language)]);
    RETURN NEW;
END $$;

CREATE TRIGGER item_columns_derived
    BEFORE INSERT OR UPDATE OF language, title, headline, summary, description, body_text, storyline, shotlist, location_id,
        topic_ids, collection_ids, persons, keywords ON item
    FOR EACH ROW EXECUTE FUNCTION derive_item_columns();

CREATE FUNCTION record_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- In one order, so that two transactions cannot wait for each other.
    INSERT INTO person (key, name)
        SELECT DISTINCT ON (folded(entry ->> 'name')) folded(entry ->> 'name'), entry ->> 'name'
        FROM jsonb_array_elements(NEW.persons) entry ORDER BY folded(entry ->> 'name')
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER item_persons_recorded AFTER INSERT OR UPDATE OF persons ON item
    FOR EACH ROW EXECUTE FUNCTION record_persons();

CREATE FUNCTION derive_published_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM published_term WHERE item_id = NEW.id;
    IF NEW.status = 'PUBLISHED' THEN
        INSERT INTO published_term (term_id, item_id) SELECT unnest(NEW.topic_ids || NEW.collection_ids), NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER published_terms_derived AFTER INSERT OR UPDATE OF status, topic_ids, collection_ids ON item
    FOR EACH ROW EXECUTE FUNCTION derive_published_terms();

CREATE FUNCTION record_item_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item_version (item_id, version, recorded_at, content)
        VALUES (NEW.id, NEW.version, NEW.updated_at, to_jsonb(NEW) - '{country,person_keys,purposes,document}'::text[]);
    RETURN NULL;
END $$;

CREATE TRIGGER item_version_recorded_first AFTER INSERT ON item
    FOR EACH ROW EXECUTE FUNCTION record_item_version();
CREATE TRIGGER item_version_recorded AFTER UPDATE OF version ON item
    FOR EACH ROW WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION record_item_version();

CREATE FUNCTION derive_item_purposes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE item SET purposes = ARRAY(
            SELECT DISTINCT lower(purpose) FROM rendition WHERE item_id = coalesce(NEW.item_id, OLD.item_id) ORDER BY 1)
        WHERE id = coalesce(NEW.item_id, OLD.item_id);
    RETURN NULL;
END $$;

CREATE TRIGGER rendition_purposes_derived AFTER INSERT OR DELETE OR UPDATE OF purpose ON rendition
    FOR EACH ROW EXECUTE FUNCTION derive_item_purposes();

CREATE FUNCTION retire_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM former_slug WHERE slug = NEW.slug AND item_id = NEW.id;
    INSERT INTO former_slug (slug, item_id, retired_at) VALUES (OLD.slug, NEW.id, NEW.updated_at)
        ON CONFLICT (slug) DO UPDATE SET item_id = excluded.item_id, retired_at = excluded.retired_at;
    RETURN NULL;
END $$;

CREATE TRIGGER item_slug_retired AFTER UPDATE OF slug ON item
    FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug) EXECUTE FUNCTION retire_slug();
