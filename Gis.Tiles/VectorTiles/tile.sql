-- One vector tile of one layer.
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 z, $6 x, $7 y
-- out: one bytea, MVT layer named as the layer: id (also the feature's id), code, name_zh, name_en, area_code, properties each by its name;
--      empty where there are none. 64 of 4,096 units beyond the edge are drawn too, so that outlines do not show the seams
SELECT ST_AsMVT(tile, $1, 4096, 'geom', 'fid')
FROM (
    SELECT f.id AS fid, f.id, f.code, f.name_zh, f.name_en, f.area_code, f.properties,
           ST_AsMVTGeom(f.geom_3857, ST_TileEnvelope($5, $6, $7), 4096, 64, true) AS geom
    FROM ({source}) f
    WHERE f.geom_3857 && ST_TileEnvelope($5, $6, $7, margin => 64.0 / 4096) AND f.rank <= $5 {scope}
) tile
WHERE tile.geom IS NOT NULL
