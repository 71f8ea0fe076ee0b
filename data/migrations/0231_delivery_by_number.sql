-- What was sent and did not come, by the number (seq) that a device gives its messages. Written by the ingest part, for devices that number alone.
-- A run is one life of a counter: a restart begins another, so that no gap is invented between the two.
CREATE TABLE delivery_counter (
    thing_id  bigint      NOT NULL,
    run       integer     NOT NULL,
    low       bigint      NOT NULL,            -- lowest and highest number seen
    top       bigint      NOT NULL,
    began_at  timestamptz NOT NULL,            -- times of the data, not of its arrival
    newest_at timestamptz NOT NULL,
    PRIMARY KEY (thing_id, run)
) WITH (fillfactor = 60);

-- Numbers that were passed over, and what of them is missing still.
CREATE TABLE delivery_hole (
    thing_id  bigint         NOT NULL,
    run       integer        NOT NULL,
    first     bigint         NOT NULL,
    last      bigint         NOT NULL,
    missing   int8multirange NOT NULL,
    after_at  timestamptz    NOT NULL,         -- the data lies between these times, where the device numbers in order of time
    before_at timestamptz    NOT NULL,
    closed_at timestamptz,                     -- when the last of them had come
    PRIMARY KEY (thing_id, run, first)
);

GRANT SELECT ON delivery_counter, delivery_hole TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON delivery_counter, delivery_hole TO gis_ingest;
GRANT DELETE ON delivery_hole TO gis_ingest;
