-- The land use of a place at each time when it was another: when an edition was shown, and when a feature there was changed.
-- in:  $1 layer, $2 WKB of the place, $3 see all, $4 roots of the areas, $5 see what belongs to no area, $6 name of the property that tells the class, $7 how many times at most
-- out: time, edition, class, WKB of the feature; the newest times, of editions that are kept
WITH place AS (
    SELECT ST_SetSRID(ST_GeomFromWKB($2), 4490) AS geom
),
moment AS (
    SELECT at FROM (
        SELECT s.shown_at AS at FROM layer_shown s WHERE s.layer = $1
        UNION
        SELECT c.at
        FROM (
            SELECT v.edition, v.id FROM layer_feature_version v, place WHERE v.layer = $1 AND v.geom && place.geom
            UNION
            SELECT f.edition, f.id FROM layer_feature f, place WHERE f.layer = $1 AND f.geom && place.geom
        ) here
        JOIN layer_change c ON c.layer = $1 AND c.edition = here.edition AND c.feature = here.id
    ) every
    ORDER BY at DESC LIMIT $7
)
SELECT moment.at, shown.edition, then_there.class, ST_AsBinary(then_there.geom)
FROM moment
CROSS JOIN place
CROSS JOIN LATERAL (SELECT s.edition FROM layer_shown s WHERE s.layer = $1 AND s.shown_at <= moment.at ORDER BY s.shown_at DESC LIMIT 1) shown
LEFT JOIN layer_edition e ON e.layer = $1 AND e.edition = shown.edition
CROSS JOIN LATERAL (SELECT coalesce(max(c.number), 0) AS change FROM layer_change c WHERE c.layer = $1 AND c.edition = shown.edition AND c.at <= moment.at) last
CROSS JOIN LATERAL (
    SELECT f.properties ->> $6 AS class, f.geom, f.area_code
    FROM layer_feature f
    WHERE f.layer = $1 AND f.edition = shown.edition AND f.changed <= last.change AND f.geom && place.geom AND ST_Intersects(f.geom, place.geom)
    UNION ALL
    SELECT v.properties ->> $6, v.geom, v.area_code
    FROM layer_feature_version v
    WHERE v.layer = $1 AND v.edition = shown.edition AND v.changed <= last.change AND v.ended > last.change AND v.geom && place.geom AND ST_Intersects(v.geom, place.geom)
) then_there
WHERE e.dropped_at IS NULL AND ($3 OR area_within(then_there.area_code, $4) OR ($5 AND then_there.area_code IS NULL))
ORDER BY moment.at
