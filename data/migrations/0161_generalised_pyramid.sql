-- Low zooms are drawn from a pyramid of their own. Its table is cut by zoom, so that the index of one zoom holds just what that zoom draws;
-- the first form, one index over all zooms, was never filled.
DROP TABLE layer_generalised;
CREATE TABLE layer_generalised (
    layer     text     NOT NULL REFERENCES layer,
    edition   integer  NOT NULL,
    id        bigint   NOT NULL,
    zoom      smallint NOT NULL CHECK (zoom BETWEEN 0 AND 9),   -- serves this zoom
    geom_3857 geometry(Geometry, 3857) NOT NULL,
    PRIMARY KEY (layer, edition, zoom, id)
) PARTITION BY LIST (zoom);
CREATE INDEX layer_generalised_geom ON layer_generalised USING gist (geom_3857);
DO $$
BEGIN
    FOR zoom IN 0 .. 9 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF layer_generalised FOR VALUES IN (%s)', 'layer_generalised_' || zoom, zoom);
    END LOOP;
END $$;
GRANT SELECT ON layer_generalised TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, DELETE ON layer_generalised TO gis_tiles;

-- Writes the pyramid of one edition of a stored layer: call it in the transaction that imports, before the edition is switched. Again is harmless.
-- A cell is a 1,024th of a tile, half a pixel on a screen. Polygons are snapped to the grid of cells, so that neighbours which share vertices
-- keep sharing them; lines are simplified by half a cell and keep their ends, so that a network stays joined. What is smaller than a pixel
-- falls out (largest stay: the same feature is in at every deeper zoom). Points need no pyramid; their rank thins them.
-- in: layer id, edition    out: rows written
CREATE FUNCTION generalise_layer(layer text, edition integer) RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    written bigint;
BEGIN
    DELETE FROM layer_generalised g WHERE g.layer = generalise_layer.layer AND g.edition = generalise_layer.edition;
    -- OFFSET 0: each geometry is made once, not once for every place it is named in.
    INSERT INTO layer_generalised (layer, edition, id, zoom, geom_3857)
    SELECT made.layer, made.edition, made.id, made.zoom,
           CASE WHEN made.dimension = 2 AND NOT ST_IsValid(made.geom) THEN ST_CollectionExtract(ST_MakeValid(made.geom), 3) ELSE made.geom END
    FROM (
        SELECT f.layer, f.edition, f.id, f.dimension, step.zoom, step.cell,
               CASE f.dimension WHEN 2 THEN ST_SnapToGrid(f.geom_3857, step.cell) ELSE ST_Simplify(f.geom_3857, step.cell / 2) END AS geom
        FROM (
            SELECT f.layer, f.edition, f.id, f.rank, f.geom_3857, ST_Dimension(f.geom_3857) AS dimension,
                   greatest(ST_XMax(f.geom_3857) - ST_XMin(f.geom_3857), ST_YMax(f.geom_3857) - ST_YMin(f.geom_3857)) AS reach
            FROM layer_feature f
            WHERE f.layer = generalise_layer.layer AND f.edition = generalise_layer.edition
            OFFSET 0
        ) f
        JOIN (SELECT zoom::smallint, 40075016.685578488 / (1024 * 2 ^ zoom) AS cell FROM generate_series(0, 9) zoom) step
          ON f.rank <= step.zoom AND f.dimension > 0 AND f.reach >= step.cell * f.dimension
        OFFSET 0
    ) made
    WHERE NOT ST_IsEmpty(made.geom) AND (made.dimension = 1 OR ST_Area(made.geom) >= 4 * made.cell * made.cell);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;
REVOKE ALL ON FUNCTION generalise_layer(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION generalise_layer(text, integer) TO gis_tiles;
