-- Change patches as they stand; rank is the zoom from which a patch is wide enough to be seen. A verdict that waits for its second one is shown to nobody.
SELECT p.id, p.number AS code, p.number AS name_zh, p.number AS name_en, p.area_code, NULL::timestamptz AS at,
       jsonb_strip_nulls(jsonb_build_object('number', p.number, 'batch', p.batch, 'kind', p.kind, 'state', p.state, 'outcome', CASE WHEN NOT p.is_sealed THEN p.outcome END, 'suggestion', CASE WHEN NOT p.is_sealed THEN p.suggestion END,
           'verdict', CASE WHEN NOT p.is_sealed THEN p.verdict END, 'area_m2', round(p.area_m2), 'before_on', p.before_on, 'after_on', p.after_on, 'due', p.due, 'origin', p.origin)) AS properties,
       p.outline AS geom, p.geom_3857, CASE WHEN p.area_m2 >= 100000 THEN 7 ELSE 9 END::smallint AS rank
FROM patch_standing p
