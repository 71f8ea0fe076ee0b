-- Incidents and what is done about them. Facts are appended; standing is a view. Written by the command part.
CREATE TABLE incident (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code        text        NOT NULL UNIQUE,   -- HB-20261122-004
    title       text        NOT NULL,
    type_code   text        NOT NULL,          -- water_pollution, air_pollution, chemical_leak, fire, flood, other …
    area_code   text        NOT NULL,
    lon         float8      NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat         float8      NOT NULL CHECK (lat BETWEEN -90 AND 90),
    address     text,
    happened_at timestamptz NOT NULL,
    reported_at timestamptz NOT NULL,
    source      text        NOT NULL CHECK (source IN ('alarm', 'call', 'patrol', 'superior', 'public')),
    alarm_id    bigint,
    origin      text        NOT NULL DEFAULT 'real' CHECK (origin IN ('real', 'demo')),
    created_by  bigint      NOT NULL REFERENCES account,
    valid_from  timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to    timestamptz,
    geom_3857   geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4490), 3857)) STORED
);
CREATE TABLE incident_version (LIKE incident);
CREATE TRIGGER incident_keep_version BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE UNIQUE INDEX incident_alarm ON incident (alarm_id) WHERE alarm_id IS NOT NULL;

CREATE TABLE incident_event (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_id bigint      NOT NULL REFERENCES incident,
    kind        text        NOT NULL CHECK (kind IN ('reported', 'graded', 'noted', 'order_issued', 'order_state', 'realerted', 'next_unit_offered', 'stood_down', 'under_control', 'closed', 'reopened')),
    at          timestamptz NOT NULL,
    account_id  bigint      REFERENCES account,   -- null = the system or a unit
    details     jsonb       NOT NULL DEFAULT '{}' -- graded: grade (1 … 4), ground; order_*: order, unit, state, text
);
CREATE INDEX incident_event_incident ON incident_event (incident_id, id);

CREATE VIEW incident_standing AS
SELECT i.*, (SELECT (e.details ->> 'grade')::smallint FROM incident_event e WHERE e.incident_id = i.id AND e.kind = 'graded' ORDER BY e.id DESC LIMIT 1) AS grade,
       coalesce((SELECT CASE e.kind WHEN 'closed' THEN 'closed' WHEN 'under_control' THEN 'under_control' ELSE 'open' END
                 FROM incident_event e WHERE e.incident_id = i.id AND e.kind IN ('closed', 'reopened', 'under_control') ORDER BY e.id DESC LIMIT 1), 'open') AS state,
       (SELECT e.at FROM incident_event e WHERE e.incident_id = i.id ORDER BY e.id DESC LIMIT 1) AS updated_at
FROM incident i;

-- An order to one unit. Named field_order because ORDER is SQL's word.
CREATE TABLE field_order (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code        text        NOT NULL UNIQUE,   -- stands in units/{unit}/orders and in the unit's reports
    incident_id bigint      NOT NULL REFERENCES incident,
    unit_id     bigint      NOT NULL REFERENCES unit,
    kind        text        NOT NULL CHECK (kind IN ('go', 'monitor', 'sample', 'contain', 'evacuate', 'stand_down')),
    text        text        NOT NULL,
    lon         float8      NOT NULL,
    lat         float8      NOT NULL,
    due_at      timestamptz,
    issued_at   timestamptz NOT NULL,
    issued_by   bigint      NOT NULL REFERENCES account,
    eta_s       integer,                       -- road time expected at issue
    origin      text        NOT NULL DEFAULT 'real' CHECK (origin IN ('real', 'demo'))
);
CREATE INDEX field_order_incident ON field_order (incident_id);

-- What became of an order. A report that jumps states is stored with a mark, never refused.
CREATE TABLE assignment_event (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id     bigint      NOT NULL REFERENCES field_order,
    state        text        NOT NULL CHECK (state IN ('issued', 'sent', 'acknowledged', 'refused', 'en_route', 'staged', 'on_scene', 'done', 'failed', 'cancelled', 'expired')),
    at           timestamptz NOT NULL,         -- server time
    device_at    timestamptz,                  -- the unit's own time
    source       text        NOT NULL CHECK (source IN ('commander', 'unit', 'system')),
    account_id   bigint      REFERENCES account,
    text         text,
    out_of_order boolean     NOT NULL DEFAULT false,
    report_id    bigint      UNIQUE            -- the unit_report it comes from: taken up exactly once
);
CREATE INDEX assignment_event_order ON assignment_event (order_id, id);

CREATE VIEW order_standing AS
SELECT o.*, last.state, last.at AS state_at, last.text AS state_text,
       (SELECT min(e.at) FROM assignment_event e WHERE e.order_id = o.id AND e.state = 'sent') AS sent_at,
       last.state IN ('issued', 'sent', 'acknowledged', 'en_route', 'staged', 'on_scene') AS active
FROM field_order o
JOIN LATERAL (SELECT e.state, e.at, e.text FROM assignment_event e WHERE e.order_id = o.id AND NOT e.out_of_order ORDER BY e.id DESC LIMIT 1) last ON true;

-- At most one live order a unit: the row is the lock that makes one of two commanders win.
CREATE TABLE unit_assignment (
    unit_id     bigint PRIMARY KEY REFERENCES unit,
    order_id    bigint NOT NULL UNIQUE REFERENCES field_order,
    incident_id bigint NOT NULL REFERENCES incident
);

CREATE TABLE unit_state_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id    bigint      NOT NULL REFERENCES unit,
    state      text        NOT NULL CHECK (state IN ('available', 'off_duty', 'out_of_service', 'dispatched', 'acknowledged', 'en_route', 'staged', 'on_scene', 'returning')),
    at         timestamptz NOT NULL,
    account_id bigint      REFERENCES account,
    order_id   bigint      REFERENCES field_order
);
CREATE INDEX unit_state_event_unit ON unit_state_event (unit_id, id);

CREATE VIEW unit_standing AS
SELECT u.*, p.lon, p.lat, p.speed_mps, p.heading_deg, p.measured_at AS position_at,
       coalesce(s.state, 'available') AS state, s.at AS state_at, a.order_id, a.incident_id
FROM unit u
LEFT JOIN latest_position p ON p.unit_id = u.id
LEFT JOIN LATERAL (SELECT e.state, e.at FROM unit_state_event e WHERE e.unit_id = u.id ORDER BY e.id DESC LIMIT 1) s ON true
LEFT JOIN unit_assignment a ON a.unit_id = u.id
WHERE u.retired_at IS NULL;

GRANT SELECT ON incident, incident_version, incident_event, incident_standing, field_order, assignment_event, order_standing, unit_assignment, unit_state_event, unit_standing
    TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT ON incident_event, field_order, assignment_event, unit_state_event TO gis_command;
GRANT INSERT, UPDATE ON incident TO gis_command;
GRANT INSERT, DELETE ON unit_assignment TO gis_command;
