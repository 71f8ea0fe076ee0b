-- The catalogue at work: its entries for the live layers, a time of change that caches can trust, and room of its own for each stored layer.

-- ETags and cached tiles hang on changed_at, so no writer may forget it.
CREATE FUNCTION stamp_layer_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := greatest(clock_timestamp(), OLD.changed_at + interval '1 microsecond');
    RETURN NEW;
END $$;
CREATE TRIGGER layer_changed BEFORE UPDATE ON layer FOR EACH ROW EXECUTE FUNCTION stamp_layer_change();

-- A stored layer gets its own partition with its catalogue entry, so that a tile of one layer never walks the geometries of another.
-- SECURITY DEFINER: the tiles part may fill tables, not make them.
CREATE FUNCTION give_layer_partition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF to_regclass('layer_feature_' || NEW.id) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF layer_feature FOR VALUES IN (%L)', 'layer_feature_' || NEW.id, NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER layer_born AFTER INSERT ON layer FOR EACH ROW WHEN (NEW.kind = 'stored') EXECUTE FUNCTION give_layer_partition();

-- Live layers are drawn from what the other parts store. Nothing is published to all until its owner says so.
INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner) VALUES
    ('outfalls', '排污口', 'Outfalls', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kinds outfall_water and outfall_gas', 'operator'),
    ('air_stations', '空气质量站', 'Air quality stations', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kind air_station', 'operator'),
    ('water_stations', '水质站', 'Water quality stations', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kind water_station', 'operator'),
    ('noise_stations', '噪声监测站', 'Noise stations', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kind noise_station', 'operator'),
    ('water_meters', '水表', 'Water meters', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kind water_meter', 'operator'),
    ('cameras', '摄像头', 'Cameras', 'live', 'point', 'Owner''s terms', 'Register of this system', 'things of kind camera', 'operator'),
    ('units', '应急力量', 'Field units', 'live', 'point', 'Owner''s terms', 'Positions reported by the units', 'unit, latest_position', 'operator'),
    ('incidents', '突发事件', 'Incidents', 'live', 'point', 'Owner''s terms', 'Incidents of this system', 'incident_standing, those not closed', 'operator'),
    ('alarms', '报警', 'Alarms', 'live', 'point', 'Owner''s terms', 'Alarms of this system', 'alarm, those open', 'operator');
