-- Places where things are and were: a Location each, and a HistoricalLocation each. at: since when.
SELECT t.id, l.since AS at, NULL::text AS code, t.kind, t.area_code, t.name_zh, t.name_en, l.is_current,
       ST_SetSRID(ST_MakePoint(l.lon, l.lat), 4490) AS geom
FROM thing t
CROSS JOIN LATERAL thing_places(t.id) l
WHERE t.retired_at IS NULL
