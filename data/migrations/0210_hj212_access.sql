-- From where and with which password a device may speak HJ 212. Written by the command part. Passwords are sealed (AES-256-GCM, key under
-- GIS_HOME/secrets): the store alone gives none away, neither does a backup of it.
CREATE TABLE hj212_access (
    thing_id    bigint      PRIMARY KEY REFERENCES thing,
    sources     cidr[]      CHECK (cardinality(sources) BETWEEN 1 AND 64),   -- null = any address
    password    bytea,                                                       -- sealed PW; null = any PW is taken
    password_at timestamptz NOT NULL,                                        -- since when that password, or none, is asked for
    changed_at  timestamptz NOT NULL,
    changed_by  bigint      REFERENCES account
);
GRANT SELECT ON hj212_access TO gis_ingest, gis_command;
GRANT INSERT, UPDATE ON hj212_access TO gis_command;
