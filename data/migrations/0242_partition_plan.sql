-- Which tables are cut by time, and how far ahead, becomes data beside retention_policy, so that a new table adds a row and not a new body of the function.
CREATE TABLE partition_plan (
    table_name text     PRIMARY KEY,
    step       text     NOT NULL CHECK (step IN ('day', 'month')),
    behind     smallint NOT NULL CHECK (behind >= 0),   -- steps before today's that are made too, for what comes late
    ahead      smallint NOT NULL CHECK (ahead > 0)
);
INSERT INTO partition_plan VALUES
    ('observation', 'day', 4, 7), ('position', 'day', 4, 7), ('live_event', 'day', 1, 7),
    ('period_value', 'month', 1, 2), ('audit_entry', 'month', 1, 2), ('rejected_message', 'month', 1, 2),
    ('rollup_minute', 'month', 3, 2), ('rollup_hour', 'month', 3, 2), ('meter_use_hour', 'month', 3, 2);
GRANT SELECT ON partition_plan TO gis_ingest, gis_tiles, gis_command;

INSERT INTO retention_policy VALUES ('rollup_minute', '1 year'), ('rollup_hour', '10 years'), ('meter_use_hour', '10 years');

-- Makes the partitions of the next days and months. out: how many were made.
CREATE OR REPLACE FUNCTION ensure_partitions(today date DEFAULT current_date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    plan record;
    low  date;
    high date;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(4490, 2);
    FOR plan IN SELECT * FROM partition_plan ORDER BY table_name LOOP
        FOR step IN -plan.behind .. plan.ahead LOOP
            low := date_trunc(plan.step, today)::date + step * ('1 ' || plan.step)::interval;
            high := low + ('1 ' || plan.step)::interval;
            made := made + make_range_partition(
                plan.table_name, plan.table_name || '_' || to_char(low, CASE plan.step WHEN 'day' THEN 'YYYYMMDD' ELSE 'YYYYMM' END),
                low::timestamptz, high::timestamptz)::int;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Drops the partitions that are older than retention_policy allows, and old rows of the default partitions: of what the field says by when it came, of
-- what is made from it by its own time. out: names of what was dropped.
CREATE OR REPLACE FUNCTION drop_old_partitions(at timestamptz DEFAULT now()) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    part  record;
    stamp text;
    ends  timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(4490, 2);
    FOR part IN
        SELECT p.table_name AS parent, c.relname AS name, p.keep
        FROM retention_policy p
        JOIN pg_inherits i ON i.inhparent = to_regclass(p.table_name)
        JOIN pg_class c ON c.oid = i.inhrelid
    LOOP
        stamp := substring(part.name FROM '_([0-9]{6,8})$');
        CONTINUE WHEN stamp IS NULL;
        ends := CASE length(stamp) WHEN 8 THEN to_date(stamp, 'YYYYMMDD') + interval '1 day' ELSE to_date(stamp, 'YYYYMM') + interval '1 month' END;
        IF ends < at - part.keep THEN
            EXECUTE format('DROP TABLE %I', part.name);
            RETURN NEXT part.name;
        END IF;
    END LOOP;
    DELETE FROM observation_other o USING retention_policy p WHERE p.table_name = 'observation' AND o.received_at < at - p.keep;
    DELETE FROM period_value_other v USING retention_policy p WHERE p.table_name = 'period_value' AND v.received_at < at - p.keep;
    DELETE FROM position_other o USING retention_policy p WHERE p.table_name = 'position' AND o.received_at < at - p.keep;
    DELETE FROM rollup_minute_other o USING retention_policy p WHERE p.table_name = 'rollup_minute' AND o.start < at - p.keep;
    DELETE FROM rollup_hour_other o USING retention_policy p WHERE p.table_name = 'rollup_hour' AND o.start < at - p.keep;
    DELETE FROM meter_use_hour_other o USING retention_policy p WHERE p.table_name = 'meter_use_hour' AND o.start < at - p.keep;
END $$;
SELECT ensure_partitions();
