-- What observations are of: the place where the thing stands.
SELECT t.id, NULL::timestamptz AS at, NULL::text AS code, t.kind, t.area_code, t.name_zh, t.name_en, t.geom
FROM thing t
WHERE t.retired_at IS NULL
