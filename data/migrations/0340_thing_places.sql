-- Where a thing has been: one row for each place it was registered at, from when. SensorThings shows them as Locations and HistoricalLocations.
-- in: thing    out: since when, where (degrees), whether it is there now
CREATE FUNCTION thing_places(thing bigint) RETURNS TABLE (since timestamptz, lon float8, lat float8, is_current boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH state AS (
        SELECT v.valid_from, v.lon, v.lat FROM thing_version v WHERE v.id = $1
        UNION ALL
        SELECT t.valid_from, t.lon, t.lat FROM thing t WHERE t.id = $1
    ),
    step AS (
        SELECT s.*, lag(s.lon) OVER w IS DISTINCT FROM s.lon OR lag(s.lat) OVER w IS DISTINCT FROM s.lat AS moved
        FROM state s WINDOW w AS (ORDER BY s.valid_from)
    )
    SELECT p.valid_from, p.lon, p.lat, row_number() OVER (ORDER BY p.valid_from DESC) = 1 FROM step p WHERE p.moved
$$;
REVOKE ALL ON FUNCTION thing_places(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION thing_places(bigint) TO gis_ingest, gis_tiles, gis_command;
