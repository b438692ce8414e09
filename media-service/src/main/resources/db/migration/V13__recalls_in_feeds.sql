-- What was published and taken back, the latest first: feeds tell of it.
CREATE INDEX item_by_recall ON item (status_changed_at DESC, id DESC)
    WHERE status IN ('WITHDRAWN', 'KILLED') AND published_at IS NOT NULL;

-- When anything last changed of what outsiders may know: Last-Modified of feeds.
CREATE INDEX item_by_public_change ON item (updated_at DESC) WHERE published_at IS NOT NULL;
