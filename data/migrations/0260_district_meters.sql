-- Leaks of a district's network and bursts by pressure. A water meter says what it meters by property meter_role of its thing: household (where nothing is
-- said), district (the inflow of a district metered area or of a block) or intake (a well, which may pump all night).
INSERT INTO rule_setting (code, value, note) VALUES
    ('leak_district.nights', 2, 'nights running that a district''s least flow must be too high'),
    ('leak_district.mads', 3, 'median absolute deviations above the median of the nightly least flows that are too high'),
    ('leak_district.least_rise_l_per_h', 10, 'rise above that median that is never too high, however steady the nights were'),
    ('leak_district.mean_share', 0.4, 'share of the daily mean flow above which a night''s least flow is too high'),
    ('leak_district.baseline_nights', 28, 'nights before that make the median'),
    ('leak_district.least_nights', 7, 'known nights below which there is no median, and the share of the daily mean alone decides'),
    ('burst_step.sigmas', 4, 'standard deviations above the mean of the same hour that are a step of the flow'),
    ('burst_step.fall_mpa', 0.1, 'fall of the pressure, MPa, that makes such a step a burst'),
    ('burst_step.days', 28, 'days before that make the mean of the same hour'),
    ('burst_step.least_days', 7, 'days with values below which there is no such mean');

-- The nights of district meters, as the roll-up finds them; not those of other meters. What is found anew is judged anew.
CREATE TABLE meter_night (
    thing_id  bigint      NOT NULL,
    ends_at   timestamptz NOT NULL,              -- 04:00 Beijing time
    least_l_h float8      NOT NULL,              -- least flow between 02:00 and 04:00
    mean_l_h  float8,                            -- mean flow of the 24 hours that end with the night; null where some of them are not known
    judged    boolean     NOT NULL DEFAULT false,
    leaks     boolean     NOT NULL DEFAULT false,    -- when judged last
    PRIMARY KEY (thing_id, ends_at)
);
CREATE INDEX meter_night_to_judge ON meter_night (ends_at) WHERE NOT judged;
GRANT SELECT ON meter_night TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE, DELETE ON meter_night TO gis_ingest;
