-- The catalogue: every live layer, and every stored or image layer that has an edition.
-- out: one row a layer, with its edition's extent and count; min_lon … are null where the edition is empty
SELECT l.id, l.title_zh, l.title_en, l.kind = 'live' AS live, l.geometry_kind, l.licence, l.credit, coalesce(e.source, l.source) AS source, l.owner,
       l.approximate, l.published, l.min_zoom, l.max_zoom, l.edition, l.changed_at,
       e.feature_count, e.min_lon, e.min_lat, e.max_lon, e.max_lat,
       EXISTS (SELECT FROM layer_generalised g WHERE g.layer = l.id AND g.edition = l.edition)
       OR EXISTS (SELECT FROM layer_generalised_version v WHERE v.layer = l.id AND v.edition = l.edition) AS generalised,
       coalesce(e.changes, 0) AS changes, e.changed_at AS edited_at, l.writers,
       l.kind = 'image' AS image,
       coalesce((SELECT array_agg(a.ancestor) FROM area_ancestor a WHERE a.code = l.area_code), '{}') AS for_areas
FROM layer l
LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition
WHERE l.kind = 'live' OR l.edition > 0
ORDER BY l.id
