-- Stored layers that people edit, and that remember what they were: when which edition was shown, every state that a feature had, and every change
-- with who made it and where. What is current stays in layer_feature and layer_generalised alone, so that reading it costs what it did.
ALTER TABLE layer
    ADD COLUMN writers       text[]  NOT NULL DEFAULT '{}' CHECK (writers <@ ARRAY['inspector', 'commander', 'officer', 'guest']),   -- roles that write beside administrators, each in its areas
    ADD COLUMN editions_kept integer NOT NULL DEFAULT 5 CHECK (editions_kept BETWEEN 1 AND 1000);

ALTER TABLE layer_edition
    ADD COLUMN changes    integer NOT NULL DEFAULT 0,   -- made to it since it was imported
    ADD COLUMN changed_at timestamptz,                  -- the last of them
    ADD COLUMN dropped_at timestamptz,                  -- its features are no longer kept
    ADD COLUMN entry      jsonb;                        -- what the catalogue said while it was shown, to be said again when it is taken back
UPDATE layer_edition e
SET entry = jsonb_build_object('title_zh', l.title_zh, 'title_en', l.title_en, 'licence', l.licence, 'credit', l.credit, 'source', l.source, 'owner', l.owner, 'approximate', l.approximate)
FROM layer l WHERE l.id = e.layer AND l.edition = e.edition;

-- By which change of its edition the feature came to be as it is; 0: as imported.
ALTER TABLE layer_feature ADD COLUMN changed integer NOT NULL DEFAULT 0;

-- Which edition readers saw from when on.
CREATE TABLE layer_shown (
    layer    text        NOT NULL REFERENCES layer,
    shown_at timestamptz NOT NULL,
    edition  integer     NOT NULL,
    PRIMARY KEY (layer, shown_at)
);
INSERT INTO layer_shown (layer, shown_at, edition)
SELECT e.layer, e.imported_at, e.edition FROM layer_edition e JOIN layer l ON l.id = e.layer AND e.edition <= l.edition
ON CONFLICT DO NOTHING;

CREATE FUNCTION note_layer_shown() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO layer_shown (layer, shown_at, edition)
    SELECT NEW.id, greatest(clock_timestamp(), max(s.shown_at) + interval '1 microsecond'), NEW.edition FROM layer_shown s WHERE s.layer = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER layer_first_shown AFTER INSERT ON layer FOR EACH ROW WHEN (NEW.edition > 0) EXECUTE FUNCTION note_layer_shown();
CREATE TRIGGER layer_shown AFTER UPDATE OF edition ON layer FOR EACH ROW WHEN (NEW.edition <> OLD.edition) EXECUTE FUNCTION note_layer_shown();

-- What features were before a change, and what the pyramid had of them then.
CREATE TABLE layer_feature_version (
    layer      text     NOT NULL REFERENCES layer,
    edition    integer  NOT NULL,
    id         bigint   NOT NULL,
    changed    integer  NOT NULL,              -- the change that made it so
    ended      integer  NOT NULL,              -- the change that ended it
    code       text,
    name_zh    text,
    name_en    text,
    area_code  text,
    rank       smallint NOT NULL,
    properties jsonb    NOT NULL,
    geom       geometry(Geometry, 4490) NOT NULL,
    geom_3857  geometry(Geometry, 3857) NOT NULL,
    PRIMARY KEY (layer, edition, id, ended)
);
CREATE INDEX layer_feature_version_geom ON layer_feature_version USING gist (geom);
CREATE INDEX layer_feature_version_geom_3857 ON layer_feature_version USING gist (geom_3857);

CREATE TABLE layer_generalised_version (
    layer     text     NOT NULL REFERENCES layer,
    edition   integer  NOT NULL,
    id        bigint   NOT NULL,
    zoom      smallint NOT NULL,
    changed   integer  NOT NULL,
    ended     integer  NOT NULL,
    geom_3857 geometry(Geometry, 3857) NOT NULL,
    PRIMARY KEY (layer, edition, zoom, id, ended)
);
CREATE INDEX layer_generalised_version_geom ON layer_generalised_version USING gist (geom_3857);

-- Every change of an edition, numbered in the order in which readers saw them. Tiles go by boxes and rank.
CREATE TABLE layer_change (
    layer      text        NOT NULL REFERENCES layer,
    edition    integer     NOT NULL,
    number     integer     NOT NULL,           -- 1 …
    at         timestamptz NOT NULL,
    action     text        NOT NULL CHECK (action IN ('create', 'replace', 'update', 'delete')),
    feature    bigint      NOT NULL,
    account_id bigint,
    actor      text        NOT NULL,
    rank       smallint    NOT NULL,           -- tiles of smaller zooms show it neither before nor after
    boxes      float8[]    NOT NULL,           -- EPSG:3857: west, south, east, north of the feature before, and of it after, where there was one
    PRIMARY KEY (layer, edition, number)
);
CREATE INDEX layer_change_at ON layer_change (layer, edition, at);

GRANT SELECT ON layer_shown, layer_feature_version, layer_generalised_version, layer_change TO gis_tiles, gis_command;
GRANT INSERT, DELETE ON layer_feature_version, layer_generalised_version, layer_change TO gis_tiles;
GRANT UPDATE ON layer_edition, layer_feature TO gis_tiles;

-- Writes what the pyramid has of one feature after a change, as generalise_layer would: what was in a zoom stays in it, what is new comes in where its
-- tile has room. An edition without a pyramid gets none. Call it when the feature's former rows are moved to layer_generalised_version.
CREATE FUNCTION generalise_feature(layer text, edition integer, id bigint, change integer) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    room       CONSTANT integer := 400000;                    -- bytes of a tile, as in generalise_layer
    text_bytes CONSTANT integer := 60;                        -- reckoned for each feature
    half_world CONSTANT float8  := 20037508.342789244;
BEGIN
    IF NOT EXISTS (SELECT FROM layer_generalised g WHERE g.layer = generalise_feature.layer AND g.edition = generalise_feature.edition)
       AND NOT EXISTS (SELECT FROM layer_generalised_version v WHERE v.layer = generalise_feature.layer AND v.edition = generalise_feature.edition) THEN
        RETURN;
    END IF;
    INSERT INTO layer_generalised (layer, edition, id, zoom, geom_3857)
    SELECT made.layer, made.edition, made.id, made.zoom,
           CASE WHEN made.dimension = 2 AND NOT ST_IsValid(made.geom) THEN ST_CollectionExtract(ST_MakeValid(made.geom, 'method=structure keepcollapsed=false'), 3) ELSE made.geom END
    FROM (
        SELECT f.layer, f.edition, f.id, f.dimension, step.zoom, step.cell,
               CASE f.dimension WHEN 2 THEN ST_SnapToGrid(f.geom_3857, step.cell) ELSE ST_Simplify(f.geom_3857, step.cell / 2) END AS geom
        FROM (
            SELECT f.layer, f.edition, f.id, f.rank, f.geom_3857, ST_Dimension(f.geom_3857) AS dimension, ST_NPoints(f.geom_3857) AS corners,
                   greatest(ST_XMax(f.geom_3857) - ST_XMin(f.geom_3857), ST_YMax(f.geom_3857) - ST_YMin(f.geom_3857)) AS reach,
                   (ST_XMax(f.geom_3857) + ST_XMin(f.geom_3857)) / 2 AS middle_x, (ST_YMax(f.geom_3857) + ST_YMin(f.geom_3857)) / 2 AS middle_y
            FROM layer_feature f
            WHERE f.layer = generalise_feature.layer AND f.edition = generalise_feature.edition AND f.id = generalise_feature.id
            OFFSET 0
        ) f
        JOIN (SELECT zoom, 2 * half_world / (1024 * 2 ^ zoom) AS cell FROM generate_series(0, 9) zoom) step
          ON f.rank <= step.zoom AND f.dimension > 0 AND f.reach >= step.cell * f.dimension
        WHERE EXISTS (
                SELECT FROM layer_generalised_version v
                WHERE v.layer = f.layer AND v.edition = f.edition AND v.zoom = step.zoom AND v.id = f.id AND v.ended = generalise_feature.change)
           OR text_bytes + 3 * least(f.corners, 4 * f.reach / step.cell) + (
                SELECT coalesce(sum(text_bytes + 3 * ST_NPoints(g.geom_3857)), 0)
                FROM layer_generalised g
                WHERE g.layer = f.layer AND g.edition = f.edition AND g.zoom = step.zoom
                  AND g.geom_3857 && ST_MakeEnvelope(
                      floor(f.middle_x / (1024 * step.cell)) * 1024 * step.cell, floor(f.middle_y / (1024 * step.cell)) * 1024 * step.cell,
                      (floor(f.middle_x / (1024 * step.cell)) + 1) * 1024 * step.cell, (floor(f.middle_y / (1024 * step.cell)) + 1) * 1024 * step.cell, 3857)
              ) <= room
        OFFSET 0
    ) made
    WHERE NOT ST_IsEmpty(made.geom) AND (made.dimension = 1 OR ST_Area(made.geom) >= 4 * made.cell * made.cell);
END $$;

-- Makes one change to an edition: keeps what was, writes what is, follows in the pyramid, and tells where. The caller holds the lock of the row in
-- layer_edition, has looked at rights, and commits. geom null: as it was.
-- out: the number of the change
CREATE FUNCTION change_feature(
    layer text, edition integer, action text, id bigint, code text, name_zh text, name_en text, area_code text, rank smallint, properties jsonb, geom geometry,
    account_id bigint, actor text) RETURNS integer
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    this_change integer;
    this_time   timestamptz;
    zooms       CONSTANT smallint[] := ARRAY[0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
BEGIN
    UPDATE layer_edition e
    SET changes = e.changes + 1, changed_at = greatest(clock_timestamp(), e.changed_at + interval '1 microsecond'),
        feature_count = e.feature_count + CASE change_feature.action WHEN 'create' THEN 1 WHEN 'delete' THEN -1 ELSE 0 END
    WHERE e.layer = change_feature.layer AND e.edition = change_feature.edition
    RETURNING e.changes, e.changed_at INTO STRICT this_change, this_time;

    INSERT INTO layer_feature_version (layer, edition, id, changed, ended, code, name_zh, name_en, area_code, rank, properties, geom, geom_3857)
    SELECT f.layer, f.edition, f.id, f.changed, this_change, f.code, f.name_zh, f.name_en, f.area_code, f.rank, f.properties, f.geom, f.geom_3857
    FROM layer_feature f
    WHERE f.layer = change_feature.layer AND f.edition = change_feature.edition AND f.id = change_feature.id;
    INSERT INTO layer_generalised_version (layer, edition, id, zoom, changed, ended, geom_3857)
    SELECT g.layer, g.edition, g.id, g.zoom, f.changed, this_change, g.geom_3857
    FROM layer_feature f
    JOIN layer_generalised g ON g.layer = f.layer AND g.edition = f.edition AND g.id = f.id AND g.zoom = ANY (zooms)
    WHERE f.layer = change_feature.layer AND f.edition = change_feature.edition AND f.id = change_feature.id;
    DELETE FROM layer_generalised g
    WHERE g.layer = change_feature.layer AND g.edition = change_feature.edition AND g.id = change_feature.id AND g.zoom = ANY (zooms);

    IF change_feature.action = 'create' THEN
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, area_code, rank, properties, geom, changed)
        VALUES (change_feature.layer, change_feature.edition, change_feature.id, change_feature.code, change_feature.name_zh, change_feature.name_en,
                change_feature.area_code, change_feature.rank, change_feature.properties, change_feature.geom, this_change);
    ELSIF change_feature.action = 'delete' THEN
        DELETE FROM layer_feature f WHERE f.layer = change_feature.layer AND f.edition = change_feature.edition AND f.id = change_feature.id;
    ELSE
        UPDATE layer_feature f
        SET code = change_feature.code, name_zh = change_feature.name_zh, name_en = change_feature.name_en, area_code = change_feature.area_code,
            rank = change_feature.rank, properties = change_feature.properties, geom = coalesce(change_feature.geom, f.geom), changed = this_change
        WHERE f.layer = change_feature.layer AND f.edition = change_feature.edition AND f.id = change_feature.id;
    END IF;
    PERFORM generalise_feature(change_feature.layer, change_feature.edition, change_feature.id, this_change);

    INSERT INTO layer_change (layer, edition, number, at, action, feature, account_id, actor, rank, boxes)
    SELECT change_feature.layer, change_feature.edition, this_change, this_time, change_feature.action, change_feature.id, change_feature.account_id, change_feature.actor,
           min(state.rank), array_agg(edge.at ORDER BY state.is_after, edge.place)
    FROM (
        SELECT false AS is_after, v.rank, v.geom_3857 FROM layer_feature_version v
        WHERE v.layer = change_feature.layer AND v.edition = change_feature.edition AND v.id = change_feature.id AND v.ended = this_change
        UNION ALL
        SELECT true, f.rank, f.geom_3857 FROM layer_feature f
        WHERE f.layer = change_feature.layer AND f.edition = change_feature.edition AND f.id = change_feature.id
    ) state
    CROSS JOIN LATERAL (VALUES (1, ST_XMin(state.geom_3857)), (2, ST_YMin(state.geom_3857)), (3, ST_XMax(state.geom_3857)), (4, ST_YMax(state.geom_3857))) edge (place, at);

    -- The extent grows with what comes; it does not shrink with what goes.
    UPDATE layer_edition e
    SET min_lon = least(e.min_lon, ST_XMin(f.geom)), min_lat = least(e.min_lat, ST_YMin(f.geom)), max_lon = greatest(e.max_lon, ST_XMax(f.geom)), max_lat = greatest(e.max_lat, ST_YMax(f.geom))
    FROM layer_feature f
    WHERE e.layer = change_feature.layer AND e.edition = change_feature.edition AND f.layer = e.layer AND f.edition = e.edition AND f.id = change_feature.id;
    RETURN this_change;
END $$;

-- Lets go of the features of a layer's oldest editions, by when they were last shown; the one that is shown always stays, and as many more as the layer keeps.
-- out: the editions dropped
CREATE FUNCTION drop_layer_editions(layer text) RETURNS SETOF integer
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    old integer;
BEGIN
    FOR old IN
        SELECT e.edition
        FROM layer l
        JOIN layer_edition e ON e.layer = l.id AND e.dropped_at IS NULL
        WHERE l.id = drop_layer_editions.layer
        ORDER BY e.edition = l.edition DESC, (SELECT max(s.shown_at) FROM layer_shown s WHERE s.layer = l.id AND s.edition = e.edition) DESC NULLS LAST
        OFFSET (SELECT l.editions_kept FROM layer l WHERE l.id = drop_layer_editions.layer)
    LOOP
        DELETE FROM layer_feature f WHERE f.layer = drop_layer_editions.layer AND f.edition = old;
        DELETE FROM layer_generalised g WHERE g.layer = drop_layer_editions.layer AND g.edition = old;
        DELETE FROM layer_feature_version v WHERE v.layer = drop_layer_editions.layer AND v.edition = old;
        DELETE FROM layer_generalised_version v WHERE v.layer = drop_layer_editions.layer AND v.edition = old;
        DELETE FROM layer_change c WHERE c.layer = drop_layer_editions.layer AND c.edition = old;
        UPDATE layer_edition e SET dropped_at = clock_timestamp() WHERE e.layer = drop_layer_editions.layer AND e.edition = old;
        RETURN NEXT old;
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION note_layer_shown(), generalise_feature(text, integer, bigint, integer), drop_layer_editions(text),
    change_feature(text, integer, text, bigint, text, text, text, text, smallint, jsonb, geometry, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION generalise_feature(text, integer, bigint, integer), drop_layer_editions(text),
    change_feature(text, integer, text, bigint, text, text, text, text, smallint, jsonb, geometry, bigint, text) TO gis_tiles;
