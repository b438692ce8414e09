-- Events of accounts that have been applied, so that a repeated one does nothing.
CREATE TABLE account_event (
    id         uuid PRIMARY KEY,
    applied_at timestamptz NOT NULL
);
CREATE INDEX account_event_by_time ON account_event (applied_at);

-- Who has left lately. A request that was under way may write something after everything was erased, so that it is done
-- once more when no token of theirs can be worth anything; then the row goes, and with it the last that names them.
CREATE TABLE erasure (
    principal       text PRIMARY KEY,
    erased_at       timestamptz NOT NULL,
    erased_again_at timestamptz NOT NULL
);
CREATE INDEX erasure_by_due ON erasure (erased_again_at);
