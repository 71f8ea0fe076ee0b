-- Outfalls of permitted enterprises. What permits disclose, never a contact or the name a device signs in with.
SELECT t.id, t.properties ->> 'permit_no' AS code, t.name_zh, t.name_en, t.area_code, NULL::timestamptz AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', t.kind, 'origin', t.origin,
           'enterprise', t.properties ->> 'enterprise', 'receiving_water', t.properties ->> 'receiving_water')) AS properties,
       t.geom, t.geom_3857, 0::smallint AS rank
FROM thing t
WHERE t.retired_at IS NULL AND t.kind IN ('outfall_water', 'outfall_gas')
