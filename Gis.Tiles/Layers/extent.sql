-- How many features of a layer the caller may read, and the box they lie in.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree    out: count, west, south, east, north; the box is null where there are none
SELECT found.count, ST_XMin(found.box), ST_YMin(found.box), ST_XMax(found.box), ST_YMax(found.box)
FROM (SELECT count(*) AS count, ST_Extent(f.geom) AS box FROM ({source}) f WHERE true {scope}) found
