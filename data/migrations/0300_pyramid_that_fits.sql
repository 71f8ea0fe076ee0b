-- The pyramid again, with no more in it than tiles have room for: where features lie dense, a low zoom keeps the first by rank, then the largest, then by id,
-- counted over the tile in which the middle of a feature lies. A feature is in a zoom or it is not, so tiles side by side agree; and nobody reads a
-- hundred thousand features to draw five thousand. Bytes are reckoned: texts of the feature, and three for each corner that its grid can show.
CREATE OR REPLACE FUNCTION generalise_layer(layer text, edition integer) RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    room    CONSTANT integer := 400000;   -- bytes of a tile; the encoder cuts at 500,000 of its own
    written bigint;
BEGIN
    DELETE FROM layer_generalised g WHERE g.layer = generalise_layer.layer AND g.edition = generalise_layer.edition;
    -- OFFSET 0: each geometry is made once, not once for every place it is named in.
    INSERT INTO layer_generalised (layer, edition, id, zoom, geom_3857)
    SELECT made.layer, made.edition, made.id, made.zoom,
           CASE WHEN made.dimension = 2 AND NOT ST_IsValid(made.geom) THEN ST_CollectionExtract(ST_MakeValid(made.geom, 'method=structure keepcollapsed=false'), 3) ELSE made.geom END
    FROM (
        SELECT f.layer, f.edition, f.id, ranked.dimension, ranked.zoom, ranked.cell,
               CASE ranked.dimension WHEN 2 THEN ST_SnapToGrid(f.geom_3857, ranked.cell) ELSE ST_Simplify(f.geom_3857, ranked.cell / 2) END AS geom
        FROM (
            SELECT f.id, f.dimension, step.zoom, step.cell,
                   sum(f.text_bytes + 3 * least(f.corners, 4 * f.reach / step.cell)) OVER (
                       PARTITION BY step.zoom, floor(f.middle_x / (1024 * step.cell)), floor(f.middle_y / (1024 * step.cell))
                       ORDER BY f.rank, f.size DESC, f.id) AS filled
            FROM (
                SELECT f.id, f.rank, ST_Dimension(f.geom_3857) AS dimension, ST_NPoints(f.geom_3857) AS corners,
                       ST_Area(f.geom_3857) + ST_Length(f.geom_3857) AS size,
                       greatest(ST_XMax(f.geom_3857) - ST_XMin(f.geom_3857), ST_YMax(f.geom_3857) - ST_YMin(f.geom_3857)) AS reach,
                       (ST_XMax(f.geom_3857) + ST_XMin(f.geom_3857)) / 2 AS middle_x, (ST_YMax(f.geom_3857) + ST_YMin(f.geom_3857)) / 2 AS middle_y,
                       40 + octet_length(concat(f.code, f.name_zh, f.name_en)) AS text_bytes
                FROM layer_feature f
                WHERE f.layer = generalise_layer.layer AND f.edition = generalise_layer.edition
                OFFSET 0
            ) f
            JOIN (SELECT zoom::smallint, 40075016.685578488 / (1024 * 2 ^ zoom) AS cell FROM generate_series(0, 9) zoom) step
              ON f.rank <= step.zoom AND f.dimension > 0 AND f.reach >= step.cell * f.dimension
        ) ranked
        JOIN layer_feature f ON f.layer = generalise_layer.layer AND f.edition = generalise_layer.edition AND f.id = ranked.id
        WHERE ranked.filled <= room
        OFFSET 0
    ) made
    WHERE NOT ST_IsEmpty(made.geom) AND (made.dimension = 1 OR ST_Area(made.geom) >= 4 * made.cell * made.cell);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;
