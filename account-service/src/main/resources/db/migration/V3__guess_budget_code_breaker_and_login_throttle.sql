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

-- Guesses at passwords by keyed hash of whose, by which known client, from which network, or (striped) by anybody.
-- forget_on is a day, so that it seldom changes and the index over it does not grow with every guess.
DROP TABLE guess_count;
CREATE TABLE guess_tally (
    subject_key bytea PRIMARY KEY,
    level       double precision NOT NULL,
    counted_at  timestamptz      NOT NULL,
    open_at     timestamptz      NOT NULL,
    forget_on   date             NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX guess_tally_by_day ON guess_tally (forget_on);
