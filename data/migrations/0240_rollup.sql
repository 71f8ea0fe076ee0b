-- Roll-ups of instant values by minute, hour and Beijing day, so that a chart over a year reads hundreds of rows and not millions. Written by the ingest
-- part's roll-up job alone. A row stands for a closed period; what is still open is read from the values themselves (rollup_of).
-- valid counts what may be judged (quality 0, 4, 5), and only that enters sum, min and max; above is how many of them were above the instrument's range,
-- so that the mean is at least what it says. Sums add up: an hour is the sum of its minutes, a day of its hours. What is summed goes by the unit: see
-- rollup_term. Minutes are made only of datastreams that speak more often than once a minute.
CREATE TABLE rollup (
    datastream_id bigint      NOT NULL,
    period_s      integer     NOT NULL CHECK (period_s IN (60, 3600, 86400)),
    start         timestamptz NOT NULL,
    count         integer     NOT NULL,          -- values received, fit or not
    valid         integer     NOT NULL,
    above         integer     NOT NULL,
    sum           float8      NOT NULL,
    sum_y         float8      NOT NULL,          -- second part of the sum of directions; 0 for all else
    min           float8,                        -- null where nothing is valid, and for directions, of which none is the least
    max           float8,
    PRIMARY KEY (period_s, datastream_id, start)
) PARTITION BY LIST (period_s);
CREATE TABLE rollup_minute PARTITION OF rollup FOR VALUES IN (60) PARTITION BY RANGE (start);
CREATE TABLE rollup_minute_other PARTITION OF rollup_minute DEFAULT;
CREATE TABLE rollup_hour PARTITION OF rollup FOR VALUES IN (3600) PARTITION BY RANGE (start);
CREATE TABLE rollup_hour_other PARTITION OF rollup_hour DEFAULT;
CREATE TABLE rollup_day PARTITION OF rollup FOR VALUES IN (86400);   -- kept for ever, seven million rows a year for 20,000 datastreams

-- Hours of a datastream that were closed and are no longer right: something late or corrected was stored. Appended by the transaction that stores it, and
-- never under a unique key: two batches may mark one hour, and a mark that is swallowed by an older one could be taken before its value can be seen.
CREATE TABLE rollup_due (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    datastream_id bigint      NOT NULL,
    hour          timestamptz NOT NULL
);

-- All hours before this moment are closed.
CREATE TABLE rollup_state (
    only_one  boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    closed_to timestamptz NOT NULL CHECK (closed_to = date_trunc('hour', closed_to, 'UTC'))
);

-- One value's part in a sum, by its unit: sound levels are averaged by their energy, directions as arrows, all else as it is. The bounds keep nonsense that
-- no gate held back from overflowing a sum, which would stop the job at that hour for ever.
CREATE FUNCTION rollup_term(value float8, unit text) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE unit WHEN 'dB' THEN power(10::float8, least(greatest(value, -1000), 1000) / 10)
                     WHEN 'deg' THEN cosd(least(greatest(value, -1e6), 1e6))
                     ELSE least(greatest(value, -1e290), 1e290) END
$$;

-- The mean of what was summed; null where nothing is valid, and for directions that cancel each other.
CREATE FUNCTION rollup_mean(unit text, valid integer, sum float8, sum_y float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN valid = 0 THEN NULL
                WHEN unit = 'dB' THEN 10 * log(sum / valid)
                WHEN unit = 'deg' THEN CASE WHEN sqrt(sum * sum + sum_y * sum_y) > 1e-6 * valid
                                            THEN atan2d(sum_y, sum) + CASE WHEN sum_y < 0 THEN 360 ELSE 0 END END
                ELSE sum / valid END
$$;

-- Roll-up of one datastream's values between two moments. The job stores what this gives; a reader asks it for what is not closed yet.
CREATE FUNCTION rollup_of(stream bigint, unit text, step_s integer, low timestamptz, high timestamptz)
RETURNS TABLE (start timestamptz, count integer, valid integer, above integer, sum float8, sum_y float8, min float8, max float8)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT o.start, count(*)::integer,
           (count(*) FILTER (WHERE o.fit))::integer, (count(*) FILTER (WHERE o.quality = 5))::integer,
           coalesce(sum(rollup_term(o.value, unit)) FILTER (WHERE o.fit), 0),
           coalesce(sum(sind(least(greatest(o.value, -1e6), 1e6))) FILTER (WHERE o.fit AND unit = 'deg'), 0),
           min(o.value) FILTER (WHERE o.fit AND unit <> 'deg'), max(o.value) FILTER (WHERE o.fit AND unit <> 'deg')
    FROM (SELECT date_bin(make_interval(secs => step_s), v.phenomenon_time, '2000-01-01T00:00:00+08') AS start,
                 v.value, v.quality, v.quality IN (0, 4, 5) AND v.value IS NOT NULL AS fit
          FROM observation v WHERE v.datastream_id = stream AND v.phenomenon_time >= low AND v.phenomenon_time < high) o
    GROUP BY o.start
$$;

REVOKE ALL ON FUNCTION rollup_term(float8, text), rollup_mean(text, integer, float8, float8), rollup_of(bigint, text, integer, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rollup_term(float8, text), rollup_mean(text, integer, float8, float8), rollup_of(bigint, text, integer, timestamptz, timestamptz)
    TO gis_ingest, gis_tiles, gis_command;
GRANT SELECT ON rollup, rollup_state TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON rollup TO gis_ingest;
GRANT SELECT, INSERT, DELETE ON rollup_due TO gis_ingest;
GRANT UPDATE ON rollup_state TO gis_ingest;

-- What is there already is due, once.
INSERT INTO rollup_state (closed_to) VALUES (date_trunc('hour', now(), 'UTC'));
INSERT INTO rollup_due (datastream_id, hour) SELECT DISTINCT datastream_id, date_trunc('hour', phenomenon_time, 'UTC') FROM observation;
