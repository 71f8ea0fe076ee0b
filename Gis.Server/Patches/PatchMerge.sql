-- Enters the patches of a file into their batch: new ones, and new states of those that are another; what is as it was is left alone.
-- in:  $1 batch  $2 origin  $3 … $17 one array each: area, number, place, kind, class before, stated m², m², earlier day, later day, features, says basic farmland, says red line, score, note, outline (WKB)
-- out: id, area, whether it is new; nothing for what is as it was
INSERT INTO patch AS p (batch_id, area_code, number, place, kind, class_before, stated_m2, area_m2, before_on, after_on, features, says_basic_farmland, says_red_line, score, note, origin, outline)
SELECT $1, u.area, u.number, u.place, u.kind, u.class, u.stated, u.m2, u.before, u.after, u.features, u.farmland, u.line, u.score, u.note, $2, ST_SetSRID(ST_GeomFromWKB(u.outline), 4490)
FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    u (area, number, place, kind, class, stated, m2, before, after, features, farmland, line, score, note, outline)
ON CONFLICT (batch_id, area_code, number) DO UPDATE SET
    place = EXCLUDED.place, kind = EXCLUDED.kind, class_before = EXCLUDED.class_before, stated_m2 = EXCLUDED.stated_m2, area_m2 = EXCLUDED.area_m2, before_on = EXCLUDED.before_on,
    after_on = EXCLUDED.after_on, features = EXCLUDED.features, says_basic_farmland = EXCLUDED.says_basic_farmland, says_red_line = EXCLUDED.says_red_line, score = EXCLUDED.score,
    note = EXCLUDED.note, outline = EXCLUDED.outline
WHERE (p.place, p.kind, p.class_before, p.stated_m2, p.before_on, p.after_on, p.features, p.says_basic_farmland, p.says_red_line, p.score, p.note, ST_AsBinary(p.outline)) IS DISTINCT FROM
      (EXCLUDED.place, EXCLUDED.kind, EXCLUDED.class_before, EXCLUDED.stated_m2, EXCLUDED.before_on, EXCLUDED.after_on, EXCLUDED.features, EXCLUDED.says_basic_farmland, EXCLUDED.says_red_line,
       EXCLUDED.score, EXCLUDED.note, ST_AsBinary(EXCLUDED.outline))
RETURNING p.id, p.area_code, p.xmax = 0
