-- The grants in force that name a layer, as the caller may know of them: all to its owner's account, else those in areas that he administers. The newest first.
-- in:  $1 layer, $2 the caller's name, $3 nodes that he administers, $4 id or null for all
-- out: id, account, name, display_name, role, area_code, who gave it, since when, until when, whether it names this layer alone, the request it answers
SELECT g.id, g.account_id, a.name, a.display_name, g.role, g.area_code, by.display_name, g.valid_from, g.valid_to, cardinality(g.layers) = 1, e.request_id
FROM account_grant g
JOIN account a ON a.id = g.account_id
LEFT JOIN account by ON by.id = coalesce(g.granted_by, (SELECT x.account_id FROM access_request_event x WHERE x.grant_id = g.id LIMIT 1))
LEFT JOIN access_request_event e ON e.grant_id = g.id
WHERE $1 = ANY (g.layers) AND (g.valid_to IS NULL OR g.valid_to > now()) AND a.disabled_at IS NULL AND ($4::bigint IS NULL OR g.id = $4)
  AND (EXISTS (SELECT FROM layer_record r WHERE r.layer = $1 AND r.owner_account = $2) OR area_within(g.area_code, $3))
ORDER BY g.id DESC
LIMIT 500
