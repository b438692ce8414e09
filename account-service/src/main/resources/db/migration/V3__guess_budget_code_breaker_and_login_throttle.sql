-- The form of the code that a flow's last mail carried.
ALTER TABLE code_flow ADD COLUMN code_format text NOT NULL DEFAULT 'DIGITS_6'
    CHECK (code_format IN ('DIGITS_6', 'BASE32_12'));
ALTER TABLE code_flow ALTER COLUMN code_format DROP DEFAULT;

-- When wrong six-digit codes were entered for an identity, over all its flows; as many times as the budget allows at
-- most. One row an identity, so that counting is one statement and parallel guesses queue on it.
CREATE TABLE guess_budget (
    identity_key  bytea PRIMARY KEY,
    guessed_at    timestamptz[] NOT NULL,
    last_guess_at timestamptz   NOT NULL
);
CREATE INDEX guess_budget_by_time ON guess_budget (last_guess_at);

-- Wrong codes of everybody by minute. Whoever counts picks a stripe, so that no row is hot.
CREATE TABLE wrong_code_count (
    minute timestamptz NOT NULL,
    stripe smallint    NOT NULL,
    wrong  integer     NOT NULL,
    PRIMARY KEY (minute, stripe)
);

