-- The area tree: rights and statistics follow parent links, never a code prefix, because some places are governed apart from their code
-- (Xinji, Dingzhou, Xiong'an). Codes are GB/T 2260; a code may come back with another validity, hence the version in the key.
-- in:  roles gis_owner (runs this), gis_ingest, gis_tiles, gis_command exist; extension postgis exists
GRANT USAGE ON SCHEMA public TO gis_ingest, gis_tiles, gis_command;

CREATE TABLE area (
    code        text        NOT NULL CHECK (code ~ '^[0-9]{6}([0-9]{3}){0,2}$'),
    parent_code text        CHECK (parent_code <> code),
    level       text        NOT NULL CHECK (level IN ('province', 'prefecture', 'zone', 'county', 'township', 'village')),
    name_zh     text        NOT NULL,
    name_en     text        NOT NULL,
    lon         float8,                       -- a point to fly to, degrees CGCS2000; null until a layer gives one
    lat         float8,
    valid_from  timestamptz NOT NULL DEFAULT '2020-01-01T00:00:00Z',
    valid_to    timestamptz,
    PRIMARY KEY (code, valid_from)
);
CREATE UNIQUE INDEX area_current ON area (code) WHERE valid_to IS NULL;

-- Every current area with each of its ancestors (itself included): the one place that answers "is A inside B".
CREATE TABLE area_ancestor (
    code     text NOT NULL,
    ancestor text NOT NULL,
    PRIMARY KEY (code, ancestor)
);
CREATE INDEX area_ancestor_down ON area_ancestor (ancestor, code);

CREATE FUNCTION rebuild_area_ancestor() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM area_ancestor;
    WITH RECURSIVE up AS (
        SELECT code, code AS ancestor FROM area WHERE valid_to IS NULL
        UNION
        SELECT up.code, a.parent_code
        FROM up JOIN area a ON a.code = up.ancestor AND a.valid_to IS NULL
        WHERE a.parent_code IS NOT NULL
    )
    INSERT INTO area_ancestor SELECT code, ancestor FROM up;
    RETURN NULL;
END $$;

CREATE TRIGGER area_changed AFTER INSERT OR DELETE OR UPDATE OF code, parent_code, valid_to ON area
    FOR EACH STATEMENT EXECUTE FUNCTION rebuild_area_ancestor();

-- True when the area is one of the roots or lies under one of them. Unknown or null areas are inside nothing.
CREATE FUNCTION area_within(code text, roots text[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT FROM area_ancestor a WHERE a.code = area_within.code AND a.ancestor = ANY (roots))
$$;

-- Keeps the old state of a row in <table>_version when it is updated. The table has valid_from, valid_to; the version table has the same columns.
CREATE FUNCTION keep_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    computed CONSTANT text[] := ARRAY['geom', 'geom_3857'];
BEGIN
    -- Generated columns are not computed yet in a BEFORE trigger, so they are left out of the comparison.
    IF to_jsonb(NEW) - computed = to_jsonb(OLD) - computed THEN
        RETURN NEW;
    END IF;
    OLD.valid_to := greatest(clock_timestamp(), OLD.valid_from + interval '1 microsecond');
    NEW.valid_from := OLD.valid_to;
    EXECUTE format('INSERT INTO %I SELECT ($1).*', TG_TABLE_NAME || '_version') USING OLD;
    RETURN NEW;
END $$;

GRANT SELECT ON area, area_ancestor TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON area TO gis_command;
