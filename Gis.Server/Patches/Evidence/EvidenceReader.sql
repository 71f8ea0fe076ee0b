-- The corners of a patch in degrees and in the plane of a 3° zone, ring by ring; a ring's last point, which is its first, is left out.
-- in:  $1 patch  $2 EPSG code of the zone
-- out: part (1 …), ring (1 = outer), number (1 …), lon, lat (CGCS2000), north m, east m with the zone's number
WITH corner AS (
    SELECT (d).path[1] AS part, (d).path[2] AS ring, (d).path[3] AS number, (d).geom AS at, count(*) OVER (PARTITION BY (d).path[1], (d).path[2]) AS points
    FROM (SELECT ST_DumpPoints(p.outline) AS d FROM patch p WHERE p.id = $1) dumped
)
SELECT c.part, c.ring, c.number, ST_X(c.at), ST_Y(c.at), ST_Y(t.at), ST_X(t.at)
FROM corner c CROSS JOIN LATERAL (SELECT ST_Transform(c.at, $2) AS at) t
WHERE c.number < c.points
ORDER BY c.part, c.ring, c.number
