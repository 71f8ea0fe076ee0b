-- Which units listen for their orders at the endpoint of an ingest. An order goes out by the broker and, from the store, by these: only where neither has
-- a subscriber has it none. Each ingest says every ten seconds who listens there; what it has not said for thirty is no longer true.
CREATE TABLE unit_listener (
    unit    text        NOT NULL,   -- code of the unit
    ingest  text        NOT NULL,   -- name of the ingest
    kept_at timestamptz NOT NULL,   -- by the store's clock
    PRIMARY KEY (unit, ingest)
) WITH (fillfactor = 60);

CREATE VIEW unit_listening AS SELECT DISTINCT unit FROM unit_listener WHERE kept_at > clock_timestamp() - interval '30 seconds';

GRANT SELECT ON unit_listener, unit_listening TO gis_ingest, gis_command;
GRANT INSERT, UPDATE, DELETE ON unit_listener TO gis_ingest;
