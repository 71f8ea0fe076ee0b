-- Registers those of the given sheets that an outline touches and takes out those that it touches no more.
-- in: $1 area code, $2 edition of the layer provinces, $3 codes, $4 scales, $5 west, $6 south, $7 east, $8 north in degrees
-- out: how many sheets the outline touches
WITH outline AS MATERIALIZED (
    SELECT geom FROM layer_feature WHERE layer = 'provinces' AND edition = $2 AND code = $1
), touching AS MATERIALIZED (
    SELECT c.code, c.scale, c.geom
    FROM outline o
    JOIN (SELECT u.code, u.scale, ST_MakeEnvelope(u.west, u.south, u.east, u.north, 4490) AS geom
          FROM unnest($3::text[], $4::int[], $5::float8[], $6::float8[], $7::float8[], $8::float8[]) u (code, scale, west, south, east, north)) c
      ON ST_Intersects(o.geom, c.geom)
), gone AS (
    DELETE FROM sheet s WHERE s.area_code = $1 AND NOT EXISTS (SELECT FROM touching t WHERE t.code = s.code)
), come AS (
    INSERT INTO sheet (code, scale, area_code, geom) SELECT code, scale, $1, geom FROM touching ORDER BY scale DESC, code ON CONFLICT (code) DO NOTHING
), noted AS (
    INSERT INTO sheet_outline (area_code, edition) VALUES ($1, $2)
    ON CONFLICT (area_code) DO UPDATE SET edition = excluded.edition, computed_at = clock_timestamp()
)
SELECT count(*) FROM touching
