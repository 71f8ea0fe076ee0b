-- By which way each HJ 212 device can be spoken to, as ingest last heard it. Written by the ingest part; one row a device, the newest session stands.
CREATE TABLE device_session (
    mn       text        PRIMARY KEY,
    thing_id bigint      NOT NULL,
    ingest   text        NOT NULL,             -- name of the ingest that holds the line
    line     uuid        NOT NULL,             -- which line of it
    way      text        NOT NULL CHECK (way IN ('tcp', 'mqtt', 'direct')),   -- mqtt = over the broker, direct = at the ingest's own MQTT port
    remote   inet,                             -- of a TCP line
    st       text        NOT NULL,             -- system code (ST) under which the device speaks
    version  smallint    NOT NULL,             -- version bits of its Flag: 0 = 2005, 4 = 2017, 8 = 2025
    password bytea,                            -- sealed PW of its own packets, to be given back in commands
    since    timestamptz NOT NULL,
    kept_at  timestamptz NOT NULL,             -- a line that stands says so every minute
    ended_at timestamptz
) WITH (fillfactor = 60);
CREATE INDEX device_session_thing ON device_session (thing_id);
GRANT SELECT ON device_session TO gis_ingest, gis_command;
GRANT INSERT, UPDATE ON device_session TO gis_ingest;
