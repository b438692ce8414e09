-- When the access token was issued with which a link was last asked for: the link dies with the account or the client
-- that ended after that. Of links made until now it is not known; a token is at most ten minutes older than its link.
ALTER TABLE download ADD COLUMN authorised_at timestamptz;
UPDATE download SET authorised_at = created_at - interval '10 minutes';
ALTER TABLE download ALTER COLUMN authorised_at SET NOT NULL;
