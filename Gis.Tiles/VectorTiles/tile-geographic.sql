-- The features of one layer that one vector tile of CGCS2000Quad shows, for the encoder (Mvt/).
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 zoom of web maps whose tiles are as wide (the tile's own plus one), $6 x, $7 y
-- out: as tile.sql, but geom in EPSG:4490, longitude first. Meridians and parallels are straight in EPSG:3857 too, so the tile's box there, made once, finds
--      the same rows, by the index that features and pyramid both have. Clipped in the store is also what is wider than half the world: on the grid of the
--      deepest tiles it would not fit into int
SELECT CASE WHEN pg_column_size(f.geom_3857) < 262144 AND ST_XMax(f.geom_3857) - ST_XMin(f.geom_3857) < 20037508 THEN f.geom
            ELSE ST_SnapToGrid(ST_ClipByBox2D(f.geom, ST_MakeEnvelope(-180 + ($6 - 65.0 / 4096) * 360 / 2 ^ $5, 90 - ($7 + 1 + 65.0 / 4096) * 360 / 2 ^ $5,
                                                                      -180 + ($6 + 1 + 65.0 / 4096) * 360 / 2 ^ $5, 90 - ($7 - 65.0 / 4096) * 360 / 2 ^ $5, 4490)),
                               -180, 90, 360 / 4096.0 / 2 ^ $5, 360 / 4096.0 / 2 ^ $5) END,
       f.id, f.rank, f.code, f.name_zh, f.name_en, f.area_code, f.properties
FROM ({source}) f
WHERE f.geom_3857 && (
          SELECT ST_Transform(ST_MakeEnvelope(
              greatest(-180, -180 + ($6 - 64.0 / 4096) * 360 / 2 ^ $5), least(89.9, greatest(-89.9, 90 - ($7 + 1 + 64.0 / 4096) * 360 / 2 ^ $5)),
              least(180, -180 + ($6 + 1 + 64.0 / 4096) * 360 / 2 ^ $5), least(89.9, greatest(-89.9, 90 - ($7 - 64.0 / 4096) * 360 / 2 ^ $5)), 4490), 3857))
      AND f.rank <= $5 {scope}
