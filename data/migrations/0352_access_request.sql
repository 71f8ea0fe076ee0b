-- Requests for access to layers. A request and what became of it are facts; "how does it stand" is a view, in which an ended grant shows by itself.
CREATE TABLE access_request (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    layer      text        NOT NULL REFERENCES layer,
    area_code  text        NOT NULL,
    reason     text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    days       integer     NOT NULL CHECK (days BETWEEN 1 AND 1826),
    asked_at   timestamptz NOT NULL
);
CREATE INDEX access_request_account ON access_request (account_id);

CREATE TABLE access_request_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id bigint      NOT NULL REFERENCES access_request,
    change     text        NOT NULL CHECK (change IN ('granted', 'refused', 'revoked', 'withdrawn')),
    at         timestamptz NOT NULL,
    account_id bigint      NOT NULL REFERENCES account,
    text       text,
    grant_id   bigint      REFERENCES account_grant,
    CHECK ((change = 'granted') = (grant_id IS NOT NULL))
);
CREATE INDEX access_request_event_request ON access_request_event (request_id, id);

CREATE VIEW access_request_standing AS
SELECT r.id, r.account_id, r.layer, r.area_code, r.reason, r.days, r.asked_at, last.at AS decided_at, last.account_id AS decided_by, last.text,
       given.grant_id, g.area_code AS granted_area_code, g.valid_to,
       CASE WHEN last.change IS NULL THEN 'asked'
            WHEN last.change = 'granted' AND g.valid_to <= now() THEN 'ended'
            ELSE last.change END AS state
FROM access_request r
LEFT JOIN LATERAL (SELECT e.* FROM access_request_event e WHERE e.request_id = r.id ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN access_request_event given ON given.request_id = r.id AND given.change = 'granted'
LEFT JOIN account_grant g ON g.id = given.grant_id;

GRANT SELECT, INSERT ON access_request, access_request_event TO gis_command;
GRANT SELECT ON access_request_standing TO gis_command;
