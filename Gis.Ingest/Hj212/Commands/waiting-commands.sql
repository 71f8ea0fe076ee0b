-- Commands that are not over.
-- in:  $1 now
-- out: the command as it stands, the way to its device and how that speaks, the passwords sealed
SELECT s.id, s.thing_id, t.area_code, s.mn, s.qn, s.cn, s.parameters::text, s.state, s.attempts, s.state_at, s.sent_at, s.expires_at,
       d.way, d.st, coalesce(d.version, 4)::integer, coalesce(h.password, d.password), c.secret
FROM device_command_standing s
JOIN device_command c ON c.id = s.id
JOIN thing t ON t.id = s.thing_id
LEFT JOIN device_session d ON d.mn = s.mn AND d.thing_id = s.thing_id
LEFT JOIN hj212_standing h ON h.thing_id = s.thing_id
WHERE s.requested_at > $1::timestamptz - interval '1 day' AND s.state IN ('queued', 'sent', 'answered')
ORDER BY s.id
LIMIT 1000
