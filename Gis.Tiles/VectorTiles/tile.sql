-- The features of one layer that one vector tile shows, for the encoder (Mvt/).
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 z, $6 x, $7 y
-- out: geom (EPSG:3857, as the store sends it: EWKB), id, rank, code, name_zh, name_en, area_code, properties; whatever reaches into the tile or 64 of
--      4,096 units beyond its edge. A geometry of hundreds of kilobytes comes clipped and on the tile's own grid, so that it does not travel whole
SELECT CASE WHEN pg_column_size(f.geom_3857) < 262144 THEN f.geom_3857
            ELSE ST_SnapToGrid(ST_ClipByBox2D(f.geom_3857, ST_TileEnvelope($5, $6, $7, margin => 65.0 / 4096)),
                               ST_XMin(ST_TileEnvelope($5, $6, $7)), ST_YMax(ST_TileEnvelope($5, $6, $7)),
                               40075016.685578488 / 4096 / 2 ^ $5, 40075016.685578488 / 4096 / 2 ^ $5) END,
       f.id, f.rank, f.code, f.name_zh, f.name_en, f.area_code, f.properties
FROM ({source}) f
WHERE f.geom_3857 && ST_TileEnvelope($5, $6, $7, margin => 64.0 / 4096) AND f.rank <= $5 {scope}
