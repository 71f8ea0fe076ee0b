-- What stations of SL 651-2014 send beside water: the voltage that feeds them (element 38H) and their state word (element 45H, a bit a state).
INSERT INTO observed_property (code, old_code, name_zh, name_en, short, unit, gate_min, gate_max, decimals) VALUES
    ('supply_voltage', NULL, '供电电压', 'Supply voltage', '供电电压', 'V', 0, 60, 2),
    ('station_state', NULL, '测站状态字', 'State word of a station', '状态字', '1', 0, 4294967295, 0)
ON CONFLICT (code) DO NOTHING;
