-- Sheets of the national map series by GB/T 13989-2012, with how they stand; rank is the zoom from which a sheet of its scale is wide enough to be seen.
SELECT s.id, s.code, s.code AS name_zh, s.code AS name_en, s.area_code, NULL::timestamptz AS at,
       jsonb_strip_nulls(jsonb_build_object('scale', s.scale, 'state', s.state, 'edition', s.edition)) AS properties, s.geom, s.geom_3857,
       CASE WHEN s.scale >= 250000 THEN 5 WHEN s.scale >= 50000 THEN 8 ELSE 10 END::smallint AS rank
FROM sheet_standing s
