-- From when on tokens count again, after all that were issued before were ended: iat has whole seconds, and a token that is
-- issued in the second of that end would be refused for its whole life.
ALTER TABLE account ADD COLUMN tokens_not_before timestamptz;
ALTER TABLE partner ADD COLUMN tokens_not_before timestamptz;
