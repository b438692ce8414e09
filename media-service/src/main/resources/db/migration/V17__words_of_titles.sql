-- The words of titles, for those who mistype one: what resembles it is found among some ten thousand words and not among a
-- million titles, which took seconds. A word stays when its last title goes; where it leads is asked of published titles only.

CREATE TABLE title_word (
    word text PRIMARY KEY
);

INSERT INTO title_word
    SELECT DISTINCT lexeme FROM item CROSS JOIN unnest(to_tsvector('simple_folded', title)) WHERE length(lexeme) >= 4;
CREATE INDEX title_word_by_likeness ON title_word USING gin (word gin_trgm_ops);

-- In the order of words, so that two who add the same ones wait for each other and not crosswise.
CREATE FUNCTION record_title_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO title_word
        SELECT lexeme FROM unnest(to_tsvector('simple_folded', NEW.title)) WHERE length(lexeme) >= 4 ORDER BY lexeme
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER item_title_words_recorded AFTER INSERT OR UPDATE OF title ON item
    FOR EACH ROW EXECUTE FUNCTION record_title_words();
