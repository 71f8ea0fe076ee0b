-- The pyramid again, two and a half times as fast: shapes are made valid by their structure of rings, which also lets go of what collapsed.
CREATE OR REPLACE FUNCTION generalise_layer(layer text, edition integer) RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    written bigint;
BEGIN
    DELETE FROM layer_generalised g WHERE g.layer = generalise_layer.layer AND g.edition = generalise_layer.edition;
    -- OFFSET 0: each geometry is made once, not once for every place it is named in.
    INSERT INTO layer_generalised (layer, edition, id, zoom, geom_3857)
    SELECT made.layer, made.edition, made.id, made.zoom,
           CASE WHEN made.dimension = 2 AND NOT ST_IsValid(made.geom) THEN ST_CollectionExtract(ST_MakeValid(made.geom, 'method=structure keepcollapsed=false'), 3) ELSE made.geom END
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
