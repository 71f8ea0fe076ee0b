-- The newest state of each facility (SB1, SB2 … of HJ 212: 2021 its state, 2041 its run hours of a day). All that was said is in device_message.
CREATE TABLE facility_state (
    thing_id  bigint      NOT NULL,
    facility  text        NOT NULL,
    state     smallint    CHECK (state BETWEEN 0 AND 5),   -- 0 off, 1 runs, 2 calibrates, 3 in maintenance, 4 alarm, 5 blows back
    since     timestamptz,                                 -- since when it is in that state, as far as it was said
    state_at  timestamptz,                                 -- when it was last said
    run_hours float8,                                      -- of the day that began at hours_day
    hours_day timestamptz,
    PRIMARY KEY (thing_id, facility)
) WITH (fillfactor = 60);
CREATE INDEX device_message_thing ON device_message (thing_id, id);
GRANT SELECT ON facility_state TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON facility_state TO gis_ingest;
