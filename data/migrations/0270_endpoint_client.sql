-- Which connection is the newest of its client identifier, so that an older one at another ingest is closed: several ingests stand behind one
-- address, and MQTT lets a client have one connection. A client identifier belongs to its user. Written by the ingest part, gone when the device
-- leaves; what an ingest that died left behind goes when it starts again.
CREATE TABLE endpoint_client (
    user_name         text        NOT NULL,
    client_id         text        NOT NULL,
    ingest            text        NOT NULL,   -- name of the ingest at which the device is connected
    connection        uuid        NOT NULL,
    since             timestamptz NOT NULL,
    before_ingest     text,                   -- whom it took over from
    before_connection uuid,
    PRIMARY KEY (user_name, client_id)
) WITH (fillfactor = 80);

-- The letter to an ingest: a connection of yours was taken over. It strikes the row when it has closed it; NOTIFY endpoint_overtaken only wakes it.
CREATE TABLE endpoint_overtaken (
    connection uuid PRIMARY KEY,
    ingest     text NOT NULL,
    user_name  text NOT NULL,
    client_id  text NOT NULL
);
CREATE INDEX endpoint_overtaken_ingest ON endpoint_overtaken (ingest);
GRANT SELECT ON endpoint_client, endpoint_overtaken TO gis_ingest, gis_command;
GRANT INSERT, UPDATE, DELETE ON endpoint_client TO gis_ingest;
GRANT INSERT, DELETE ON endpoint_overtaken TO gis_ingest;
