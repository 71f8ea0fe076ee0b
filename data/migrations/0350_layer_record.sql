-- The record of each layer in the catalogue: what layer does not say of it. Written by the tiles part. What nobody has said stays empty.
CREATE TABLE layer_record (
    layer             text        PRIMARY KEY REFERENCES layer,
    description_zh    text        NOT NULL DEFAULT '',
    description_en    text        NOT NULL DEFAULT '',
    owner_zh          text        NOT NULL DEFAULT '',       -- the department that answers for the layer; empty: layer.owner stands alone
    owner_en          text        NOT NULL DEFAULT '',
    owner_account     text        REFERENCES account (name),  -- who acts for it: sees the layer's use, grants and refuses requests for it
    update_every_days integer     CHECK (update_every_days BETWEEN 1 AND 36500),   -- the duty; null: none
    confirmed_at      timestamptz,                            -- when the owner last said that the content still holds
    contact_name      text        NOT NULL DEFAULT '',
    contact_email     text        NOT NULL DEFAULT '',
    contact_phone     text        NOT NULL DEFAULT '',
    lineage_zh        text        NOT NULL DEFAULT '',
    lineage_en        text        NOT NULL DEFAULT '',
    quality_zh        text        NOT NULL DEFAULT '',
    quality_en        text        NOT NULL DEFAULT '',
    keywords_zh       text[]      NOT NULL DEFAULT '{}',
    keywords_en       text[]      NOT NULL DEFAULT '{}',
    external_ids      text[]      NOT NULL DEFAULT '{}',      -- each scheme:value, or value
    time_from         date,                                   -- the time that the content speaks of, where it is known
    time_to           date        CHECK (time_to >= time_from),
    findable          boolean     NOT NULL DEFAULT false,     -- whoever is signed in may learn its title and ask for it
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT ON layer_record TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer_record TO gis_tiles;

-- The catalogue itself is the collection of this name.
ALTER TABLE layer ADD CONSTRAINT layer_is_not_the_catalogue CHECK (id <> 'records');

-- A layer has its record from its first day.
CREATE FUNCTION give_layer_record() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO layer_record (layer) VALUES (NEW.id) ON CONFLICT (layer) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER layer_recorded AFTER INSERT ON layer FOR EACH ROW EXECUTE FUNCTION give_layer_record();
INSERT INTO layer_record (layer) SELECT id FROM layer;

-- How fresh each layer is, by what its duty is measured: its newest edition, or the owner's word that it still holds; null where there is neither.
CREATE VIEW layer_freshness AS
SELECT l.id AS layer, greatest(e.imported_at, r.confirmed_at) AS fresh_at
FROM layer l
JOIN layer_record r ON r.layer = l.id
LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition;
GRANT SELECT ON layer_freshness TO gis_ingest, gis_tiles, gis_command;

-- What is true of the layers that this system draws from its own registers.
UPDATE layer_record r
SET description_zh = v.description_zh, description_en = v.description_en, lineage_zh = v.lineage_zh, lineage_en = v.lineage_en,
    keywords_zh = v.keywords_zh, keywords_en = v.keywords_en, owner_zh = '本系统运行单位', owner_en = 'Operator of this system'
FROM (VALUES
    ('outfalls', '持证企业的废水、废气排放口，含企业名称与受纳水体。', 'Outfalls of permitted enterprises to water and air, with the enterprise and the receiving water.',
     '取自本系统登记的排放口，实时更新。', 'Drawn from the outfalls registered in this system, as they stand.', ARRAY['环境', '排污', '污染源'], ARRAY['environment', 'discharge', 'pollution source']),
    ('air_stations', '登记的空气质量监测站。', 'Registered stations that measure the quality of air.',
     '取自本系统登记的监测站，实时更新。', 'Drawn from the stations registered in this system, as they stand.', ARRAY['环境', '空气质量', '监测站'], ARRAY['environment', 'air quality', 'monitoring station']),
    ('water_stations', '登记的地表水监测站。', 'Registered stations that measure the quality of surface water.',
     '取自本系统登记的监测站，实时更新。', 'Drawn from the stations registered in this system, as they stand.', ARRAY['环境', '水质', '监测站'], ARRAY['environment', 'water quality', 'monitoring station']),
    ('noise_stations', '登记的噪声监测站。', 'Registered stations that measure noise.',
     '取自本系统登记的监测站，实时更新。', 'Drawn from the stations registered in this system, as they stand.', ARRAY['环境', '噪声', '监测站'], ARRAY['environment', 'noise', 'monitoring station']),
    ('water_meters', '登记的水表。', 'Registered water meters.',
     '取自本系统登记的水表，实时更新。', 'Drawn from the meters registered in this system, as they stand.', ARRAY['用水', '水表'], ARRAY['water use', 'meter']),
    ('cameras', '登记的摄像头。', 'Registered cameras.',
     '取自本系统登记的摄像头，实时更新。', 'Drawn from the cameras registered in this system, as they stand.', ARRAY['视频', '摄像头'], ARRAY['video', 'camera']),
    ('units', '应急力量的最新位置与状态。', 'Field units with their newest position and state.',
     '位置由各单位设备上报。', 'Positions come from the devices of the units.', ARRAY['应急', '力量'], ARRAY['emergency', 'unit']),
    ('incidents', '尚未关闭的突发事件。', 'Incidents that are not closed.',
     '由值班人员登记。', 'Entered by the people on duty.', ARRAY['应急', '突发事件'], ARRAY['emergency', 'incident']),
    ('alarms', '当前未解除的报警。', 'Alarms that stand open.',
     '由本系统按限值规则判定。', 'Raised by the rules of this system against the limits in force.', ARRAY['环境', '报警'], ARRAY['environment', 'alarm']),
    ('sheets', '与省域相接的国家基本比例尺地形图图幅，1:25 万、1:5 万、1:1 万。', 'Sheets of the national map series at 1:250,000, 1:50,000 and 1:10,000 that touch the province.',
     '按 GB/T 13989-2012 由省界计算。', 'Computed from the outline of the province by GB/T 13989-2012.', ARRAY['地形图', '图幅', '分幅'], ARRAY['topographic map', 'map sheet', 'sheet index'])
) v (layer, description_zh, description_en, lineage_zh, lineage_en, keywords_zh, keywords_en)
WHERE r.layer = v.layer;
