-- Looks whether a geometry can stand in a layer, in the system in which layers are stored.
-- in:  $1 geometry (WKB), $2 its system
-- out: the geometry (EWKB, EPSG:4490), whether it lies within the world as maps draw it, what is wrong with it or null, and where: longitude, latitude
SELECT ST_AsEWKB(shape.geom),
       coalesce(ST_XMin(shape.geom) >= -180 AND ST_XMax(shape.geom) <= 180 AND ST_YMin(shape.geom) >= -85.06 AND ST_YMax(shape.geom) <= 85.06, false),
       CASE WHEN NOT fault.valid THEN fault.reason END, ST_X(fault.location), ST_Y(fault.location)
FROM (SELECT CASE $2 WHEN 4490 THEN ST_GeomFromWKB($1, 4490) ELSE ST_Transform(ST_GeomFromWKB($1, $2), 4490) END AS geom OFFSET 0) shape
CROSS JOIN LATERAL ST_IsValidDetail(shape.geom) fault
