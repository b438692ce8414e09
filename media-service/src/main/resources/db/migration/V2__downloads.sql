-- Downloads: who asked for which file, what was sent of it, and the terms under which.

-- One row per download, kept as the record of who got what. principal is 'person:<account id>' or 'partner:<client id>'.
CREATE TABLE download (
    id              uuid PRIMARY KEY,
    principal       text NOT NULL,
    item_id         uuid NOT NULL REFERENCES item,
    item_version    integer NOT NULL,
    rendition_id    uuid NOT NULL REFERENCES rendition,
    created_at      timestamptz NOT NULL,
    link_expires_at timestamptz NOT NULL,
    bytes_sent      bigint NOT NULL DEFAULT 0 CHECK (bytes_sent >= 0),
    -- Which bytes have been sent at least once; all of them make it complete, however they were asked for.
    delivered       int8multirange NOT NULL DEFAULT '{}',
    completed_at    timestamptz
);
CREATE INDEX download_by_principal ON download (principal, created_at DESC, id DESC);
CREATE INDEX download_by_item ON download (item_id);
CREATE INDEX download_by_rendition ON download (rendition_id);

-- One row per request that sent bytes.
CREATE TABLE transfer (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    download_id uuid NOT NULL REFERENCES download ON DELETE CASCADE,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz NOT NULL,
    bytes_sent  bigint NOT NULL CHECK (bytes_sent > 0),
    delivered   int8multirange NOT NULL
);
CREATE INDEX transfer_by_download ON transfer (download_id);

-- What an Idempotency-Key was used for. fingerprint is SHA-256 of the request that it came with.
CREATE TABLE idempotency_key (
    principal   text NOT NULL,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    download_id uuid NOT NULL REFERENCES download ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

CREATE TABLE usage_terms_acceptance (
    principal   text NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (principal, version)
);
