-- Gives an event its picture; where the event has not come yet, a place is kept for it under its key.
-- in:  $1 camera, $2 event key, $3 hash, $4 received at
-- out: id of the event, or nothing where it has this picture already
WITH known AS (
    SELECT id, snapshot_hash FROM video_event WHERE camera_id = $1 AND (event_key = $2 OR raw -> '_merged' ? $2) LIMIT 1
),
updated AS (
    UPDATE video_event e SET snapshot_hash = $3
    FROM known k WHERE e.id = k.id AND k.snapshot_hash IS DISTINCT FROM $3
    RETURNING e.id
),
inserted AS (
    INSERT INTO video_event (camera_id, event_key, kind, source, started_at, snapshot_hash, raw, received_at)
    SELECT $1, $2, 'snapshot', 'snapshot', $4, $3, '{}', $4
    WHERE NOT EXISTS (SELECT FROM known)
    RETURNING id
)
SELECT id FROM updated UNION ALL SELECT id FROM inserted
