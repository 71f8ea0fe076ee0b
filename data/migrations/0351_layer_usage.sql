-- Who used which layer, by day (of Beijing): counted in memory by the tiles part and added here in batches, so that reading never waits for writing.
CREATE TABLE layer_usage (
    layer        text        NOT NULL,
    day          date        NOT NULL,
    account_id   bigint      NOT NULL,                 -- 0: without sign-in
    account_name text        NOT NULL,                 -- as it was when it was counted; the tiles part may not read accounts
    display_name text        NOT NULL,
    requests     bigint      NOT NULL,                 -- answers with features or tiles, those among them that said "you have it already"
    tiles        bigint      NOT NULL,                 -- of these, tiles
    features     bigint      NOT NULL,                 -- given as features; what stands in tiles is not counted
    bytes        bigint      NOT NULL,                 -- of bodies, before a page is compressed on its way
    edition      integer     NOT NULL,                 -- the newest that was read
    last_at      timestamptz NOT NULL,
    PRIMARY KEY (layer, day, account_id)
);
GRANT SELECT ON layer_usage TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer_usage TO gis_tiles;
