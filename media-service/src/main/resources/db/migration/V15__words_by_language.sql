-- Words carry the language by whose rules they were made, each its own: 'exercis§en'. The marker was a word beside them,
-- which is in nearly every document: an index scan for two words of a few hundred items decoded the list of all items that
-- carry it, 10 ms of a million, where the words take less than one.

-- The lexemes of a document or query, each with the marker at its end. Both are written with every lexeme in quotes, and
-- quotes within it doubled.
CREATE FUNCTION search_marked(lexemes text, marker text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(lexemes, $$'((?:[^']|'')*)'$$, $$'\1$$ || marker || $$'$$, 'g');

-- A document with its marker: at each word, and once by itself for those who exclude words. A lexeme may not have more than
-- 2 046 bytes; what would, no one can ask for.
CREATE FUNCTION search_document(document tsvector, marker text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN search_marked(
        ts_delete(document, ARRAY(SELECT lexeme FROM unnest(document) WHERE octet_length(lexeme) > 2000))::text, marker)::tsvector
        || array_to_tsvector(ARRAY[marker]);

-- What was asked, read by the rules of one language. Without a word of another language is every document of this one, so
-- that who excludes words has to name the language. Where nothing but stop words remains, nothing matches.
CREATE FUNCTION search_reading(reading tsquery, marker text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN numnode(reading) = 0 THEN ''::tsquery
        WHEN regexp_replace(reading::text, $$'(?:[^']|'')*'$$, '', 'g') LIKE '%!%'
            THEN search_marked(reading::text, marker)::tsquery && quote_literal(marker)::tsquery
        ELSE search_marked(reading::text, marker)::tsquery END;

-- The readings of all languages: one query that one index scan answers.
CREATE OR REPLACE FUNCTION search_query(words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN search_reading(websearch_to_tsquery('english_folded', words), '§en')
        || search_reading(websearch_to_tsquery('french_folded', words), '§fr')
        || search_reading(websearch_to_tsquery('simple_folded', words), '§');

CREATE OR REPLACE FUNCTION derive_item_columns() RETURNS trigger LANGUAGE plpgsql AS $$
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
    NEW.document := search_document(
        setweight(to_tsvector(configuration, NEW.title), 'A')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.headline, array_to_string(NEW.keywords, ' '), people)), 'B')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.summary, coalesce(place.names ->> spoken, place.names ->> 'en'), topics)), 'C')
        || setweight(to_tsvector(configuration, concat_ws(' ', NEW.description, NEW.storyline, NEW.body_text, shots)), 'D'),
        search_marker(NEW.language));
    RETURN NEW;
END $$;

-- Documents stay beside what else an item says, as far as a page of 8 kB has room for two of them. Counting, grouping and
-- ranking read thousands of documents, and to collect each from where long values are put took ten times as long as to
-- compare it.
ALTER TABLE item SET (toast_tuple_target = 4080);

-- A few minutes for a million items; afterwards VACUUM FULL item gives back the room of the rows as they were.
UPDATE item SET document = search_document(ts_delete(document, search_marker(language)), search_marker(language));
