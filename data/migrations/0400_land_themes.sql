-- The one map of land: which layer of the map carries which theme, and under which names its properties are told. The layers are stored ones like any
-- other: imported, versioned, granted. A province that brings its own names changes a row here and no code.
-- fields: role → name of the property. Dates are ISO 8601 days, areas m². What a role means is told in docs/standards.md.
CREATE TABLE land_theme (
    theme  text     PRIMARY KEY CHECK (theme ~ '^[a-z][a-z0-9_]{1,48}$'),
    layer  text     NOT NULL CHECK (layer ~ '^[a-z][a-z0-9_]{1,48}$'),   -- no reference: a theme may wait for its layer
    fields jsonb    NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
    sort   smallint NOT NULL
);

INSERT INTO land_theme (theme, layer, sort, fields) VALUES
    -- status: GB/T 21010 classes, fields of the land-use data base standard
    ('land_use',          'parcels',            10, '{"number": "TBBH", "class": "DLBM", "class_name": "DLMC", "owner_kind": "QSXZ", "owner": "QSDWMC", "location": "ZLDWMC", "area_m2": "TBMJ"}'),
    -- planning: the three lines and the zones
    ('basic_farmland',    'farmland',           20, '{"number": "YJJBNTTBBH", "class": "DLBM", "area_m2": "YJJBNTMJ"}'),
    ('red_line',          'red_line',           21, '{"number": "number", "kind": "kind"}'),
    ('growth_border',     'growth_border',      22, '{"number": "number"}'),
    ('planning_zone',     'planning_zones',     23, '{"number": "number", "zone": "zone", "building_allowed": "building_allowed", "document": "document"}'),
    -- supervision: approval, supply, use, supplement, inspection
    ('approval',          'approvals',          30, '{"number": "number", "project": "project", "level": "level", "kind": "kind", "use": "use", "valid_from": "approved_on", "valid_to": "valid_to", "area_m2": "area_m2", "cultivated_m2": "cultivated_m2", "supplement": "supplement"}'),
    ('supply',            'supplies',           31, '{"number": "number", "approval": "approval", "kind": "kind", "use": "use", "valid_from": "contract_on", "valid_to": "valid_to", "start_due": "start_due", "finish_due": "finish_due", "area_m2": "area_m2"}'),
    ('use',               'land_uses',          32, '{"number": "number", "supply": "supply", "use": "use", "started_on": "started_on", "finished_on": "finished_on", "idle_since": "idle_since", "built_m2": "built_m2"}'),
    ('supplement',        'supplements',        33, '{"number": "number", "project": "project", "accepted_on": "accepted_on", "cultivated_m2": "cultivated_m2", "area_m2": "area_m2"}'),
    ('inspection',        'inspections',        34, '{"number": "number", "source": "source", "party": "party", "found_on": "found_on", "closed_on": "closed_on", "verdict": "verdict"}'),
    -- filings that allow without conversion
    ('facility',          'facility_filings',   40, '{"number": "number", "kind": "kind", "use": "use", "valid_from": "filed_on", "valid_to": "valid_to", "area_m2": "area_m2"}'),
    ('temporary',         'temporary_uses',     41, '{"number": "number", "kind": "kind", "use": "use", "valid_from": "approved_on", "valid_to": "valid_to", "area_m2": "area_m2"}'),
    -- resources
    ('exploration_right', 'exploration_rights', 50, '{"number": "number", "holder": "holder", "mineral": "mineral", "stage": "stage", "valid_from": "valid_from", "valid_to": "valid_to"}'),
    ('mining_right',      'mining_rights',      51, '{"number": "number", "holder": "holder", "mineral": "mineral", "method": "method", "valid_from": "valid_from", "valid_to": "valid_to"}'),
    ('forest',            'forest_stands',      60, '{"number": "number", "class": "class", "kind": "kind", "origin": "origin", "species": "species", "canopy": "canopy", "volume_m3_ha": "volume_m3_ha", "survey_year": "survey_year"}'),
    ('forest_right',      'forest_rights',      61, '{"number": "number", "holder": "holder", "valid_from": "valid_from", "valid_to": "valid_to"}'),
    ('marine_area',       'marine_areas',       70, '{"number": "number", "holder": "holder", "use": "use", "valid_from": "valid_from", "valid_to": "valid_to"}'),
    ('geology',           'geology',            80, '{"number": "number", "kind": "kind", "grade": "grade"}');

GRANT SELECT ON land_theme TO gis_tiles, gis_command;
GRANT INSERT, UPDATE, DELETE ON land_theme TO gis_command;
