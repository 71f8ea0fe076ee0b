-- Alarms: facts by the ingest part (alarm_event), acts of people by the command part (alarm_action), what stands now as the view alarm.
CREATE SEQUENCE alarm_id_seq;

CREATE TABLE alarm_event (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alarm_id        bigint      NOT NULL,      -- from alarm_id_seq, one for raised … cleared
    change          text        NOT NULL CHECK (change IN ('raised', 'updated', 'cleared')),
    at              timestamptz NOT NULL,
    thing_id        bigint      NOT NULL,
    area_code       text        NOT NULL,
    property        text        NOT NULL DEFAULT '',   -- '' where the alarm is of the whole thing
    kind            text        NOT NULL,      -- over_limit, near_limit, offline, device_quality, leak, burst, reverse_flow, counter_rollback, meter_flag, video
    severity        text        NOT NULL CHECK (severity IN ('red', 'orange', 'yellow', 'blue', 'notice')),
    escalated       boolean     NOT NULL DEFAULT false,  -- severity rose: an earlier acknowledgement no longer covers it
    phenomenon_time timestamptz NOT NULL,      -- of the value that was judged (start of its period)
    datastream_id   bigint,
    value           float8,                    -- the value that was judged …
    limit_value     float8,                    -- … against this
    ratio           float8,
    permit_limit_id bigint,
    history         boolean     NOT NULL DEFAULT false,  -- found in back-filled data: recorded, never live, never audible
    origin          text        NOT NULL CHECK (origin IN ('real', 'demo')),
    details         jsonb       NOT NULL DEFAULT '{}'    -- since, peak, periods, basis, period_s, unit; for video: video_event_id
);
CREATE INDEX alarm_event_alarm ON alarm_event (alarm_id, id);
CREATE INDEX alarm_event_raised ON alarm_event (at) WHERE change = 'raised';
CREATE INDEX alarm_event_thing ON alarm_event (thing_id, at) WHERE change = 'raised';

-- The state of each rule between two messages: one open alarm a (thing, property, kind), hysteresis, streaks.
CREATE TABLE alarm_state (
    thing_id        bigint      NOT NULL,
    property        text        NOT NULL,
    kind            text        NOT NULL,
    alarm_id        bigint,                    -- null = none open
    severity        text,
    since           timestamptz,               -- phenomenon time of the first bad period
    judged_to       timestamptz NOT NULL,      -- newest phenomenon time judged
    bad_streak      integer     NOT NULL DEFAULT 0,
    good_streak     integer     NOT NULL DEFAULT 0,
    peak            float8,
    PRIMARY KEY (thing_id, property, kind)
) WITH (fillfactor = 60);
CREATE INDEX alarm_state_open ON alarm_state (alarm_id) WHERE alarm_id IS NOT NULL;

CREATE TABLE alarm_action (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alarm_id   bigint      NOT NULL,
    action     text        NOT NULL CHECK (action IN ('acknowledge', 'comment', 'assign', 'shelve', 'unshelve', 'mark_false', 'make_incident')),
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id bigint      NOT NULL REFERENCES account,
    text       text,
    until      timestamptz,                    -- shelve
    assignee   bigint      REFERENCES account
);
CREATE INDEX alarm_action_alarm ON alarm_action (alarm_id, id);

CREATE VIEW alarm AS
SELECT raised.alarm_id AS id, raised.thing_id, raised.area_code, raised.property, raised.kind, raised.history, raised.origin,
       last.severity, last.value, last.limit_value, last.ratio, last.permit_limit_id, last.datastream_id, last.phenomenon_time, last.details,
       raised.phenomenon_time AS since, raised.at AS raised_at, last.at AS updated_at,
       CASE WHEN last.change = 'cleared' THEN last.at END AS cleared_at,
       ack.at AS acknowledged_at, ack.account_id AS acknowledged_by,
       shelf.until AS shelved_until, assigned.assignee, false_mark.at AS marked_false_at
FROM alarm_event raised
JOIN LATERAL (SELECT * FROM alarm_event e WHERE e.alarm_id = raised.alarm_id ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
    SELECT a.at, a.account_id FROM alarm_action a
    WHERE a.alarm_id = raised.alarm_id AND a.action = 'acknowledge'
      AND NOT EXISTS (SELECT FROM alarm_event e WHERE e.alarm_id = raised.alarm_id AND e.escalated AND e.at > a.at)
    ORDER BY a.id DESC LIMIT 1) ack ON true
LEFT JOIN LATERAL (
    SELECT CASE WHEN a.action = 'shelve' THEN a.until END AS until FROM alarm_action a
    WHERE a.alarm_id = raised.alarm_id AND a.action IN ('shelve', 'unshelve') ORDER BY a.id DESC LIMIT 1) shelf ON true
LEFT JOIN LATERAL (
    SELECT a.assignee FROM alarm_action a WHERE a.alarm_id = raised.alarm_id AND a.action = 'assign' ORDER BY a.id DESC LIMIT 1) assigned ON true
LEFT JOIN LATERAL (
    SELECT a.at FROM alarm_action a WHERE a.alarm_id = raised.alarm_id AND a.action = 'mark_false' ORDER BY a.id DESC LIMIT 1) false_mark ON true
WHERE raised.change = 'raised';

GRANT USAGE ON SEQUENCE alarm_id_seq TO gis_ingest;
GRANT SELECT ON alarm_event, alarm_state, alarm_action, alarm TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT ON alarm_event TO gis_ingest;
GRANT INSERT, UPDATE ON alarm_state TO gis_ingest;
GRANT INSERT ON alarm_action TO gis_command;
