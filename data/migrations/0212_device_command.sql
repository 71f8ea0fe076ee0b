-- Commands to HJ 212 devices. A person's wish is a row of the command part; what became of it are events of the ingest part, which delivers it.
CREATE TABLE device_command (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thing_id     bigint      NOT NULL REFERENCES thing,
    mn           text        NOT NULL,
    qn           text        NOT NULL CHECK (qn ~ '^[0-9]{17}$'),  -- by which 9011 and 9012 name it
    cn           text        NOT NULL CHECK (cn ~ '^[0-9]{4}$'),
    parameters   jsonb       NOT NULL DEFAULT '{}',
    secret       bytea,                                            -- sealed new password of a 1072; it stands nowhere else
    client_key   text        CHECK (length(client_key) BETWEEN 1 AND 64),   -- the same wish sent twice is one
    requested_by bigint      NOT NULL REFERENCES account,
    requested_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,                             -- until then it waits for its device
    UNIQUE (mn, qn),
    UNIQUE (requested_by, client_key)
);
CREATE INDEX device_command_thing ON device_command (thing_id, id);
CREATE INDEX device_command_requested ON device_command (requested_at);

-- sent: one row each time; the others once. detail is a code: what the device said, or why nothing more is waited for.
CREATE TABLE device_command_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    command_id bigint      NOT NULL REFERENCES device_command,
    state      text        NOT NULL CHECK (state IN ('sent', 'answered', 'refused', 'done', 'failed', 'no_answer', 'expired')),
    attempt    smallint    NOT NULL DEFAULT 0,
    at         timestamptz NOT NULL,
    detail     text,
    UNIQUE (command_id, state, attempt)
);

-- An answer that comes after it was given up counts; a result counts more than an answer.
CREATE VIEW device_command_standing AS
SELECT c.id, c.thing_id, c.mn, c.qn, c.cn, c.parameters, c.requested_by, c.requested_at, c.expires_at,
       coalesce(last.state, 'queued') AS state, coalesce(last.at, c.requested_at) AS state_at, last.detail, sent.attempts, sent.sent_at
FROM device_command c
LEFT JOIN LATERAL (
    SELECT e.state, e.at, e.detail FROM device_command_event e WHERE e.command_id = c.id
    ORDER BY CASE e.state WHEN 'sent' THEN 1 WHEN 'no_answer' THEN 2 WHEN 'answered' THEN 3 ELSE 4 END DESC, e.id DESC LIMIT 1) last ON true
CROSS JOIN LATERAL (
    SELECT count(*)::integer AS attempts, max(e.at) AS sent_at FROM device_command_event e WHERE e.command_id = c.id AND e.state = 'sent') sent;

-- What a device must present now. While a 1072 is under way the device may know its new password already: both are taken.
CREATE VIEW hj212_standing AS
SELECT a.thing_id, a.sources, due.password,
       ARRAY(SELECT c.secret FROM device_command_standing s JOIN device_command c ON c.id = s.id
             WHERE c.thing_id = a.thing_id AND c.cn = '1072' AND s.state IN ('sent', 'answered', 'no_answer') AND s.sent_at > due.at) AS pending
FROM hj212_access a
CROSS JOIN LATERAL (
    SELECT p.password, p.at
    FROM (SELECT a.password, a.password_at AS at
          UNION ALL
          SELECT c.secret, e.at FROM device_command c JOIN device_command_event e ON e.command_id = c.id AND e.state = 'done'
          WHERE c.thing_id = a.thing_id AND c.cn = '1072') p
    ORDER BY p.at DESC LIMIT 1) due;

-- Wakes the ingests, which look every second anyway.
CREATE FUNCTION tell_device_command() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('device_command', '');
    RETURN NULL;
END $$;
CREATE TRIGGER device_command_told AFTER INSERT ON device_command FOR EACH STATEMENT EXECUTE FUNCTION tell_device_command();

GRANT SELECT ON device_command, device_command_event, device_command_standing, hj212_standing TO gis_ingest, gis_command;
GRANT INSERT ON device_command TO gis_command;
GRANT INSERT ON device_command_event TO gis_ingest;
