-- A task of the programme may name its sheets; where it names none, all sheets of its scale stand in it, as before.
ALTER TABLE sheet_programme ADD COLUMN listed boolean NOT NULL DEFAULT false;   -- true: the sheets in sheet_programme_sheet and no others

CREATE TABLE sheet_programme_sheet (
    area_code text    NOT NULL,
    scale     integer NOT NULL,
    task      text    NOT NULL,
    code      text    NOT NULL,                              -- of the sheet; not its id, which goes with the outline
    PRIMARY KEY (area_code, scale, task, code),
    FOREIGN KEY (area_code, scale, task) REFERENCES sheet_programme ON DELETE CASCADE
);

-- As before, but that a task which names its sheets speaks of those alone.
CREATE OR REPLACE VIEW sheet_standing AS
SELECT s.id, s.code, s.scale, s.area_code, s.geom, s.geom_3857, said.edition,
       (SELECT min(e.at) FROM sheet_event e
        WHERE e.code = s.code AND e.edition = said.edition
          AND e.id > coalesce((SELECT max(o.id) FROM sheet_event o WHERE o.code = s.code AND o.edition <> said.edition), 0)) AS edition_at,
       coalesce(last.state, planned.state) AS state
FROM sheet s
LEFT JOIN LATERAL (SELECT e.state FROM sheet_event e WHERE e.code = s.code ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT e.edition FROM sheet_event e WHERE e.code = s.code AND e.edition IS NOT NULL ORDER BY e.id DESC LIMIT 1) said ON true
LEFT JOIN LATERAL (
    SELECT 'to_' || p.task AS state
    FROM sheet_programme p
    WHERE p.area_code = s.area_code AND p.scale = s.scale
      AND (NOT p.listed OR EXISTS (SELECT FROM sheet_programme_sheet n WHERE n.area_code = p.area_code AND n.scale = p.scale AND n.task = p.task AND n.code = s.code))
    ORDER BY p.task LIMIT 1) planned ON true;   -- to convert comes before to update

GRANT SELECT, INSERT, DELETE ON sheet_programme_sheet TO gis_command;
GRANT DELETE ON sheet_programme TO gis_command;
