-- Forests from survey to survey: what was cut by permit stands in a layer of its own, and a stand tells its age group where the survey does.
INSERT INTO land_theme (theme, layer, sort, fields) VALUES
    ('cutting_permit', 'cutting_permits', 62, '{"number": "number", "holder": "holder", "kind": "kind", "valid_from": "valid_from", "valid_to": "valid_to", "area_m2": "area_m2"}');
UPDATE land_theme SET fields = fields || '{"age_group": "age_group"}' WHERE theme = 'forest' AND NOT fields ? 'age_group';
