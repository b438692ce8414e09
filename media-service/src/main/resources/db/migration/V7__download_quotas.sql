-- What a principal has taken of its quotas on a day (UTC). A row lives until its day is over.
CREATE TABLE quota_use (
    principal text   NOT NULL,
    day       date   NOT NULL,
    downloads bigint NOT NULL CHECK (downloads >= 0),
    bytes     bigint NOT NULL CHECK (bytes >= 0),
    PRIMARY KEY (principal, day)
);
CREATE INDEX quota_use_by_day ON quota_use (day);

-- Reports sum up a span of time over all principals.
CREATE INDEX download_by_time ON download (created_at);
