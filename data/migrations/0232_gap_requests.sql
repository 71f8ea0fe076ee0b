-- Gaps are asked for again, by people and by a nightly round. A command without an account is the round's.
ALTER TABLE device_command ALTER COLUMN requested_by DROP NOT NULL;

INSERT INTO rule_setting (code, value, note) VALUES
    ('delivery.rerequest_hour', 3, 'Beijing hour at which the nightly round asks for gaps again; -1 turns it off'),
    ('delivery.rerequest_days', 7, 'how many days back the round looks, 1 to 31'),
    ('delivery.rerequest_per_minute', 20, 'how many things the round asks in a minute'),
    ('delivery.rerequest_attempts', 3, 'how often the round asks for the same gap');

-- One row a night: how far the round is, so that another server can go on where one ended.
CREATE TABLE gap_round (
    day        date        PRIMARY KEY,        -- Beijing day
    began_at   timestamptz NOT NULL,
    last_thing bigint      NOT NULL DEFAULT 0, -- things up to this id are done
    things     integer     NOT NULL DEFAULT 0, -- how many were asked, by how many commands
    commands   integer     NOT NULL DEFAULT 0,
    ended_at   timestamptz
);
GRANT SELECT ON gap_round TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON gap_round TO gis_command;
