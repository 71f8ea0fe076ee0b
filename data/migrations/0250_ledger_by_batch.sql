-- A batch of live data holds a message of nearly every thing, and wrote a row of the ledger for each of them. It writes one row now, in the same
-- transaction; rows of batches are added up every few seconds (LedgerKeeper). Whoever reads delivery_ledger sees both, and so all that is stored.
ALTER TABLE delivery_ledger RENAME TO delivery_total;
ALTER INDEX delivery_ledger_pkey RENAME TO delivery_total_pkey;

CREATE TABLE delivery_batch (
    id        bigint    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day       date      NOT NULL,              -- Beijing day of arrival
    things    bigint[]  NOT NULL,              -- each of the arrays has one element a thing
    received  integer[] NOT NULL,
    stored    integer[] NOT NULL,
    duplicate integer[] NOT NULL,
    rejected  integer[] NOT NULL,
    late      integer[] NOT NULL
);

CREATE VIEW delivery_ledger AS
SELECT booked.thing_id, booked.day, sum(booked.received)::bigint AS received, sum(booked.stored)::bigint AS stored, sum(booked.duplicate)::bigint AS duplicate,
       sum(booked.rejected)::bigint AS rejected, sum(booked.late)::bigint AS late
FROM (
    SELECT t.thing_id, t.day, t.received, t.stored, t.duplicate, t.rejected, t.late FROM delivery_total t
    UNION ALL
    SELECT u.thing_id, b.day, u.received, u.stored, u.duplicate, u.rejected, u.late
    FROM delivery_batch b CROSS JOIN LATERAL unnest(b.things, b.received, b.stored, b.duplicate, b.rejected, b.late)
        AS u(thing_id, received, stored, duplicate, rejected, late)
) booked
GROUP BY booked.thing_id, booked.day;

GRANT SELECT ON delivery_ledger TO gis_tiles, gis_command, gis_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON delivery_batch TO gis_ingest;

DO $$
BEGIN
    ALTER TABLE delivery_batch ALTER COLUMN things SET COMPRESSION lz4, ALTER COLUMN received SET COMPRESSION lz4, ALTER COLUMN stored SET COMPRESSION lz4,
        ALTER COLUMN duplicate SET COMPRESSION lz4, ALTER COLUMN rejected SET COMPRESSION lz4, ALTER COLUMN late SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    RAISE NOTICE 'This server has no lz4; batches keep the older compression.';
END $$;
