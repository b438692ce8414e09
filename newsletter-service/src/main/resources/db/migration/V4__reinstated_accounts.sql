-- When an account was last suspended or reinstated, so that older news of the one does not undo the other.
ALTER TABLE account_standing ADD COLUMN standing_at timestamptz;
