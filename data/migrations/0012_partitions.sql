-- Partitions are made ahead and dropped by policy. Both functions may be called at any time, by any part, any number of times.
CREATE FUNCTION make_range_partition(parent text, part text, low timestamptz, high timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, low, high);
    RETURN true;
EXCEPTION
    -- The default partition already holds rows of that range (the system was down when it should have been made): they stay where they are.
    WHEN check_violation THEN
        RETURN false;
    WHEN duplicate_table THEN
        RETURN false;
END $$;
REVOKE ALL ON FUNCTION make_range_partition(text, text, timestamptz, timestamptz) FROM PUBLIC;

-- Makes the partitions of the next days and months. out: how many were made.
CREATE FUNCTION ensure_partitions(today date DEFAULT current_date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    parent text;
    day    date;
    month  date;
    made   integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(4490, 2);
    FOREACH parent IN ARRAY ARRAY['observation', 'position', 'live_event'] LOOP
        FOR offset_days IN (CASE parent WHEN 'live_event' THEN -1 ELSE -4 END) .. 7 LOOP
            day := today + offset_days;
            made := made + make_range_partition(parent, parent || '_' || to_char(day, 'YYYYMMDD'), day::timestamptz, (day + 1)::timestamptz)::int;
        END LOOP;
    END LOOP;
    FOREACH parent IN ARRAY ARRAY['period_value', 'audit_entry', 'rejected_message'] LOOP
        FOR offset_months IN -1 .. 2 LOOP
            month := date_trunc('month', today)::date + make_interval(months => offset_months);
            made := made + make_range_partition(parent, parent || '_' || to_char(month, 'YYYYMM'), month::timestamptz, (month + interval '1 month')::timestamptz)::int;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Drops the partitions that are older than retention_policy allows, and old rows of the default partitions. out: names of what was dropped.
CREATE FUNCTION drop_old_partitions(at timestamptz DEFAULT now()) RETURNS SETOF text
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
END $$;

REVOKE ALL ON FUNCTION ensure_partitions(date), drop_old_partitions(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_partitions(date), drop_old_partitions(timestamptz) TO gis_ingest, gis_tiles, gis_command;
SELECT ensure_partitions();
