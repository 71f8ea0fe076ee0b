-- The valve of a water meter. Meters that say how it stands were heard and forgotten: it is a property like the others now.
INSERT INTO observed_property (code, old_code, name_zh, name_en, short, unit, gate_min, gate_max, decimals) VALUES
    ('valve', NULL, '阀门状态', 'Valve: 0 closed, 1 open, 2 at fault', '阀门', '1', 0, 2, 0)
ON CONFLICT (code) DO NOTHING;
