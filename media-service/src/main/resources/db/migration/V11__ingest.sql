-- Ingest: files that are being uploaded, and what is made of them.

-- One row per upload, for as long as its address is good. writer is the request that may append now; it gives itself up by
-- not extending writer_until. digest_state is the unfinished SHA-256 of the bytes received.
CREATE TABLE upload (
    id              uuid PRIMARY KEY,
    principal       text NOT NULL,
    item_id         uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    purpose         text NOT NULL CHECK (purpose IN ('MASTER', 'BROADCAST', 'WEB', 'PREVIEW', 'AUDIO')),
    filename        text NOT NULL,
    promised_sha256 text CHECK (promised_sha256 ~ '^[0-9a-f]{64}$'),
    metadata        text NOT NULL,
    length          bigint NOT NULL CHECK (length > 0),
    received        bigint NOT NULL CHECK (received BETWEEN 0 AND length),
    digest_state    bytea NOT NULL,
    state           text NOT NULL CHECK (state IN ('RECEIVING', 'COMPLETE')),
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    writer          uuid,
    writer_until    timestamptz,
    CHECK (state <> 'COMPLETE' OR received = length),
    CHECK ((writer IS NULL) = (writer_until IS NULL))
);
CREATE INDEX upload_by_principal ON upload (principal, created_at);
CREATE INDEX upload_by_item ON upload (item_id);
CREATE INDEX upload_by_expiry ON upload (expires_at);

-- What has arrived, in pieces that never change; joined once all is there.
CREATE TABLE upload_part (
    upload_id    uuid NOT NULL REFERENCES upload ON DELETE CASCADE,
    start_offset bigint NOT NULL CHECK (start_offset >= 0),
    size_bytes   bigint NOT NULL CHECK (size_bytes > 0),
    file_key     text NOT NULL UNIQUE,
    PRIMARY KEY (upload_id, start_offset)
);

-- The way of one uploaded file into the catalogue. worker is who works on it now; it gives itself up by not extending
-- leased_until, and nothing that it does afterwards counts.
CREATE TABLE processing (
    id            uuid PRIMARY KEY,
    item_id       uuid NOT NULL REFERENCES item ON DELETE CASCADE,
    upload_id     uuid NOT NULL,
    purpose       text NOT NULL CHECK (purpose IN ('MASTER', 'BROADCAST', 'WEB', 'PREVIEW', 'AUDIO')),
    filename      text NOT NULL,
    size_bytes    bigint NOT NULL CHECK (size_bytes > 0),
    sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    original_key  text NOT NULL,
    state         text NOT NULL CHECK (state IN ('WAITING', 'UNAVAILABLE', 'RUNNING', 'COMPLETED', 'FAILED')),
    reason        text,
    attempts      integer NOT NULL DEFAULT 0,
    worker        uuid,
    leased_until  timestamptz,
    not_before    timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK ((worker IS NULL) = (leased_until IS NULL)),
    CHECK ((worker IS NOT NULL) = (state = 'RUNNING'))
);
-- The same bytes are taken in once; what failed may come again.
CREATE UNIQUE INDEX processing_once_per_bytes ON processing (sha256) WHERE state <> 'FAILED';
CREATE INDEX processing_due ON processing (created_at) WHERE state IN ('WAITING', 'UNAVAILABLE', 'RUNNING');
CREATE INDEX processing_by_item ON processing (item_id, created_at);
CREATE INDEX processing_by_upload ON processing (upload_id);

-- The steps of it, in their order. output is what a step has made, so that who takes over need not make it again.
CREATE TABLE processing_step (
    processing_id uuid NOT NULL REFERENCES processing ON DELETE CASCADE,
    position      integer NOT NULL,
    name          text NOT NULL,
    state         text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'COMPLETED', 'SKIPPED', 'FAILED')),
    progress      double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
    reason        text,
    started_at    timestamptz,
    ended_at      timestamptz,
    output        jsonb,
    PRIMARY KEY (processing_id, position),
    UNIQUE (processing_id, name)
);

-- Whether bytes are in the catalogue already.
CREATE INDEX rendition_by_sha256 ON rendition (sha256);
-- Whether a stored file belongs to something.
CREATE INDEX rendition_by_file ON rendition (file_key);
CREATE INDEX asset_by_file ON asset (file_key);
