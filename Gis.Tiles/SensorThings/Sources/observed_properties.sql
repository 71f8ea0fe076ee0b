-- What can be observed: a dictionary, open to all.
SELECT NULL::bigint AS id, NULL::timestamptz AS at, o.code, NULL::text AS kind, NULL::text AS area_code, o.name_zh, o.name_en,
       jsonb_strip_nulls(jsonb_build_object('short', o.short, 'unit', o.unit, 'decimals', o.decimals, 'old_code', o.old_code, 'name_en', o.name_en)) AS properties
FROM observed_property o
