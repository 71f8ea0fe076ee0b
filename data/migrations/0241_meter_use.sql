-- What a water meter let through, by hour and by Beijing day. Written by the ingest part's roll-up job, from the meter's registers and from the volumes of
-- intervals that it sends; Gis.Ingest/Rollups/MeterUse.cs holds the rules. A period of which too little is known has no row.
CREATE TABLE meter_use (
    thing_id   bigint      NOT NULL,
    period_s   integer     NOT NULL CHECK (period_s IN (3600, 86400)),
    start      timestamptz NOT NULL,
    forward_m3 float8      NOT NULL,
    reverse_m3 float8,                           -- null where the meter has no register of it, or it says too little
    state      text        NOT NULL CHECK (state IN ('measured', 'estimated', 'partial')),
    night_l_h  float8,                           -- of a day: its least flow between 02:00 and 04:00 Beijing time
    PRIMARY KEY (period_s, thing_id, start)
) PARTITION BY LIST (period_s);
CREATE TABLE meter_use_hour PARTITION OF meter_use FOR VALUES IN (3600) PARTITION BY RANGE (start);
CREATE TABLE meter_use_hour_other PARTITION OF meter_use_hour DEFAULT;
CREATE TABLE meter_use_day PARTITION OF meter_use FOR VALUES IN (86400);
GRANT SELECT ON meter_use TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE, DELETE ON meter_use TO gis_ingest;

-- Interval volumes that are there already are due too.
INSERT INTO rollup_due (datastream_id, hour)
SELECT DISTINCT p.datastream_id, date_trunc('hour', p.phenomenon_time, 'UTC')
FROM period_value p JOIN datastream d ON d.id = p.datastream_id AND d.property = 'interval_volume';
