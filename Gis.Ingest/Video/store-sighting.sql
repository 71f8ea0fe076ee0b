-- Stores one video event. The same key again updates its event; an event of the same camera and kind within 60 s is merged into the first. What began as
-- motion, or as a picture alone, becomes what it turns out to be.
-- in:  $1 camera, $2 event key, $3 kind, $4 label, $5 confidence, $6 zone, $7 source, $8 started at, $9 ended at, $10 raw, $11 received at
-- out: id of the event; what was done: inserted, updated, merged, became (another kind than it had), or same where nothing changed
WITH known AS (
    SELECT id, kind, ended_at, raw, event_key = $2 AS is_own
    FROM video_event
    WHERE camera_id = $1 AND (event_key = $2 OR raw -> '_merged' ? $2)
    LIMIT 1
),
near AS (
    SELECT id FROM video_event
    WHERE camera_id = $1 AND kind = $3 AND kind <> 'snapshot' AND NOT EXISTS (SELECT FROM known)
      AND started_at <= $8::timestamptz + interval '60 seconds' AND coalesce(ended_at, started_at) >= $8::timestamptz - interval '60 seconds'
    ORDER BY started_at DESC
    LIMIT 1
),
updated AS (
    UPDATE video_event e
    SET kind = CASE WHEN e.kind IN ('snapshot', 'motion') THEN $3 ELSE e.kind END,
        label = coalesce($4, e.label), confidence = greatest($5::float8, e.confidence), zone = coalesce($6, e.zone),
        source = CASE WHEN e.kind = 'snapshot' THEN $7 ELSE e.source END,
        started_at = CASE WHEN e.kind = 'snapshot' THEN $8::timestamptz ELSE e.started_at END,
        ended_at = greatest(e.ended_at, $9::timestamptz),
        raw = CASE WHEN e.kind = 'snapshot' THEN $10::jsonb ELSE e.raw END
    FROM known k
    WHERE e.id = k.id
      AND ((k.is_own AND (k.kind = 'snapshot' OR k.ended_at IS DISTINCT FROM greatest(k.ended_at, $9::timestamptz))) OR (k.kind = 'motion' AND $3 <> 'motion'))
    RETURNING e.id, e.kind <> k.kind AS became
),
merged AS (
    UPDATE video_event e
    SET ended_at = greatest(e.ended_at, $9::timestamptz, $8::timestamptz), confidence = greatest($5::float8, e.confidence),
        raw = jsonb_set(e.raw, '{_merged}', coalesce(e.raw -> '_merged', '[]') || to_jsonb($2::text))
    FROM near n
    WHERE e.id = n.id
    RETURNING e.id
),
inserted AS (
    INSERT INTO video_event (camera_id, event_key, kind, label, confidence, zone, source, started_at, ended_at, raw, received_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11
    WHERE NOT EXISTS (SELECT FROM known) AND NOT EXISTS (SELECT FROM near)
    RETURNING id
)
SELECT id, 'inserted' FROM inserted
UNION ALL SELECT id, CASE WHEN became THEN 'became' ELSE 'updated' END FROM updated
UNION ALL SELECT id, 'merged' FROM merged
UNION ALL SELECT id, 'same' FROM known WHERE NOT EXISTS (SELECT FROM updated)
