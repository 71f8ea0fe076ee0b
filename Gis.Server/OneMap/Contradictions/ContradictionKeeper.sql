-- Themes of the one map that are another than at the last look of the system's own, and the counties that this touches.
-- in:  $1 themes that the rules ask
-- out: theme, layer, edition, changes of it, fields, seconds since it became so, codes of the counties
WITH shown AS (
    SELECT t.theme, t.layer, l.edition, coalesce(e.changes, 0) AS changes, t.fields,
           greatest(e.imported_at, e.changed_at, (SELECT max(s.shown_at) FROM layer_shown s WHERE s.layer = l.id)) AS at
    FROM land_theme t
    JOIN layer l ON l.id = t.layer AND l.kind = 'stored' AND l.edition > 0
    LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition
    WHERE t.theme = ANY ($1)
),
other AS (
    SELECT n.*, s.layer AS layer_before, s.edition AS edition_before, s.changes AS changes_before,
           coalesce((s.layer, s.edition, s.fields) = (n.layer, n.edition, n.fields), false) AS is_edit
    FROM shown n LEFT JOIN land_contradiction_seen s ON s.theme = n.theme
    WHERE s.theme IS NULL OR (s.layer, s.edition, s.changes, s.fields) IS DISTINCT FROM (n.layer, n.edition, n.changes, n.fields)
),
touched AS (
    SELECT o.theme, f.area_code, CASE WHEN f.area_code IS NULL THEN f.geom END AS geom
    FROM other o JOIN layer_feature f ON f.layer = o.layer AND f.edition = o.edition AND (NOT o.is_edit OR f.changed > o.changes_before)
    UNION ALL
    SELECT o.theme, f.area_code, CASE WHEN f.area_code IS NULL THEN f.geom END
    FROM other o JOIN layer_feature f ON NOT o.is_edit AND f.layer = o.layer_before AND f.edition = o.edition_before
    UNION ALL
    SELECT o.theme, v.area_code, CASE WHEN v.area_code IS NULL THEN v.geom END
    FROM other o JOIN layer_feature_version v ON o.is_edit AND v.layer = o.layer AND v.edition = o.edition AND v.ended > o.changes_before
),
county AS (
    SELECT DISTINCT t.theme, c.code
    FROM (SELECT DISTINCT theme, area_code FROM touched WHERE area_code IS NOT NULL) t
    JOIN area_ancestor a ON a.code = t.area_code
    JOIN area c ON c.code = a.ancestor AND c.valid_to IS NULL AND c.level = 'county'
    UNION
    SELECT DISTINCT t.theme, c.code
    FROM (SELECT theme, ST_PointOnSurface(geom) AS place FROM touched WHERE area_code IS NULL) t
    JOIN layer l ON l.id = 'counties'
    JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition AND ST_Intersects(f.geom, t.place)
    JOIN area c ON c.code = f.code AND c.valid_to IS NULL AND c.level = 'county'
)
SELECT o.theme, o.layer, o.edition, o.changes, o.fields::text, extract(epoch FROM clock_timestamp() - coalesce(o.at, clock_timestamp()))::float8,
       coalesce((SELECT array_agg(c.code ORDER BY c.code) FROM county c WHERE c.theme = o.theme), '{}')
FROM other o ORDER BY o.theme
