-- Requests for layers that the caller made or may decide, the newest first.
-- in: $1 the caller's account, $2 its name, $3 nodes that he administers, $4 id or null for all, $5 states or null for all, $6 before this id or null, $7 limit
SELECT r.id, r.layer, l.title_zh, l.title_en, a.name, a.display_name, r.area_code, r.reason, r.days, r.asked_at, r.state, r.decided_at, by.display_name,
       r.text, r.granted_area_code, r.valid_to, r.account_id = $1 AS is_mine, may.decide, r.account_id, r.grant_id
FROM access_request_standing r
JOIN layer l ON l.id = r.layer
JOIN layer_record c ON c.layer = r.layer
JOIN account a ON a.id = r.account_id
LEFT JOIN account by ON by.id = r.decided_by
CROSS JOIN LATERAL (SELECT coalesce(c.owner_account = $2, false) OR area_within(r.area_code, $3) AS decide) may
WHERE (r.account_id = $1 OR may.decide) AND ($4::bigint IS NULL OR r.id = $4) AND ($5::text[] IS NULL OR r.state = ANY ($5)) AND ($6::bigint IS NULL OR r.id < $6)
ORDER BY r.id DESC
LIMIT $7
