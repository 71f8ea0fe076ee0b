-- Writes the next edition of an image layer, which is the pictures that it shows now, and shows it.
-- in:  $1 layer, $2 who imports, $3 name of the file that came last
-- out: the number of the edition
WITH shown AS (
    SELECT count(*) AS pictures, min(min_lon) AS west, min(min_lat) AS south, max(max_lon) AS east, max(max_lat) AS north,
           least(min(mercator_min_zoom), min(cgcs_min_zoom)) AS min_zoom, greatest(max(mercator_max_zoom), max(cgcs_max_zoom)) AS max_zoom,
           jsonb_agg(jsonb_build_object('at', at, 'source', source, 'sha256', sha256, 'making', making) ORDER BY at) AS pictures_made
    FROM layer_image WHERE layer = $1 AND replaced_at IS NULL
),
switched AS (
    UPDATE layer SET edition = edition + 1, min_zoom = shown.min_zoom, max_zoom = shown.max_zoom FROM shown WHERE id = $1 RETURNING edition
),
written AS (
    INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat, report)
    SELECT $1, switched.edition, (SELECT source FROM layer WHERE id = $1), $2, shown.pictures, shown.west, shown.south, shown.east, shown.north,
           jsonb_build_object('file', $3::text, 'pictures', shown.pictures_made)
    FROM switched, shown
)
SELECT edition FROM switched
