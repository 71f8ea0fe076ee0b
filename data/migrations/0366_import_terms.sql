-- A layer whose first import is at work, or died at it, is marked, so that what came to nothing can be taken away again; and the area that a file as a
-- whole lies in is remembered with the rest of how it was read.
ALTER TABLE layer ADD COLUMN entering boolean NOT NULL DEFAULT false;
ALTER TABLE layer_import_memory ADD COLUMN area_code text;    -- of all rows; null: a field says it, or nothing does

-- Takes a layer away that never had an edition. out: false where it is no such layer, an import of it is at work, or somebody already refers to it.
-- Its empty partition stays for the next layer of the name: to drop it, all layers would have to wait. SECURITY DEFINER: the tiles part takes no other layer away.
CREATE FUNCTION withdraw_layer(layer text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('layer import'), hashtext(withdraw_layer.layer)) THEN
        RETURN false;
    END IF;
    PERFORM FROM layer l
    WHERE l.id = withdraw_layer.layer AND l.kind = 'stored' AND l.entering AND l.edition = 0 AND NOT EXISTS (SELECT FROM layer_edition e WHERE e.layer = l.id)
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM layer_record r WHERE r.layer = withdraw_layer.layer;
    DELETE FROM layer l WHERE l.id = withdraw_layer.layer;
    RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
    RETURN false;
END $$;
REVOKE ALL ON FUNCTION withdraw_layer(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withdraw_layer(text) TO gis_tiles;
