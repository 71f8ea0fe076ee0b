-- Features that match a caller's filter as a low zoom draws them: asked about as they are, drawn as the pyramid has them. One that found no room in the pyramid
-- beside others is drawn from its own geometry, so that a filter finds it; what is too small for the zoom falls out as it does there.
-- in:  whole: the layer's features, pyramid: those of its pyramid, reach: the tile's box (EPSG:3857), filter: what the caller asks for; $5 zoom of web maps
-- out: what tile.sql takes for its source
SELECT f.id, f.code, f.name_zh, f.name_en, f.area_code, f.properties, f.rank,
       CASE WHEN g.id IS NULL THEN f.geom ELSE g.geom END AS geom, coalesce(g.geom_3857, f.geom_3857) AS geom_3857
FROM ({whole}) f
LEFT JOIN ({pyramid}) g ON g.id = f.id
WHERE f.geom_3857 && {reach} {filter}
  AND (g.id IS NOT NULL
       OR greatest(ST_XMax(f.geom_3857) - ST_XMin(f.geom_3857), ST_YMax(f.geom_3857) - ST_YMin(f.geom_3857))
              >= ST_Dimension(f.geom_3857) * 40075016.685578488 / (1024 * 2 ^ $5)
          AND (ST_Dimension(f.geom_3857) < 2 OR ST_Area(f.geom_3857) >= 4 * (40075016.685578488 / (1024 * 2 ^ $5)) ^ 2))
