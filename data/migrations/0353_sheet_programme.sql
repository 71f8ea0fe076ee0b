-- What becomes of the map sheets: the work programme by scale, what people said of each sheet (facts), and how each stands (a view).
CREATE TABLE sheet_programme (
    area_code text    NOT NULL,                              -- the province whose plan it is
    scale     integer NOT NULL CHECK (scale > 0),            -- the denominator
    task      text    NOT NULL CHECK (task IN ('convert', 'update')),
    planned   integer NOT NULL CHECK (planned >= 0),         -- sheets that the plan names; the register may count others
    source    text    NOT NULL,                              -- which plan says so
    PRIMARY KEY (area_code, scale, task)
);

CREATE TABLE sheet_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       text        NOT NULL,                         -- of the sheet; not its id, which goes with the outline
    state      text        NOT NULL CHECK (state IN ('to_convert', 'converted', 'to_update', 'updated')),
    edition    text        CHECK (length(edition) BETWEEN 1 AND 40),   -- as the sheet's own imprint names it, such as 2025-06
    note       text        CHECK (length(note) BETWEEN 1 AND 1000),
    at         timestamptz NOT NULL,
    account_id bigint      NOT NULL REFERENCES account
);
CREATE INDEX sheet_event_code ON sheet_event (code, id);

-- A sheet of which nobody has said anything is where the programme of its scale begins; null where there is no programme for it.
-- Its edition is the last that was named; edition_at is when that was first named since another was.
CREATE VIEW sheet_standing AS
SELECT s.id, s.code, s.scale, s.area_code, s.geom, s.geom_3857, said.edition,
       (SELECT min(e.at) FROM sheet_event e
        WHERE e.code = s.code AND e.edition = said.edition
          AND e.id > coalesce((SELECT max(o.id) FROM sheet_event o WHERE o.code = s.code AND o.edition <> said.edition), 0)) AS edition_at,
       coalesce(last.state, CASE WHEN EXISTS (SELECT FROM sheet_programme p WHERE p.area_code = s.area_code AND p.scale = s.scale AND p.task = 'convert') THEN 'to_convert'
                                 WHEN EXISTS (SELECT FROM sheet_programme p WHERE p.area_code = s.area_code AND p.scale = s.scale AND p.task = 'update') THEN 'to_update' END) AS state
FROM sheet s
LEFT JOIN LATERAL (SELECT e.state FROM sheet_event e WHERE e.code = s.code ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT e.edition FROM sheet_event e WHERE e.code = s.code AND e.edition IS NOT NULL ORDER BY e.id DESC LIMIT 1) said ON true;

GRANT SELECT ON sheet_standing TO gis_tiles, gis_command;
GRANT SELECT, INSERT, UPDATE ON sheet_programme TO gis_command;
GRANT SELECT, INSERT ON sheet_event TO gis_command;
