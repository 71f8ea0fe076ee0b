-- The ingest part lets devices in at its own endpoint. Hashes stay with the command part; this is the one question that may be asked of them.
-- in: user names    out: those that may enter, with the hash of their password
CREATE FUNCTION find_device_hashes(names text[]) RETURNS TABLE (user_name text, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.user_name, c.hash FROM device_credential c WHERE c.user_name = ANY (names) AND c.revoked_at IS NULL
$$;
REVOKE ALL ON FUNCTION find_device_hashes(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_device_hashes(text[]) TO gis_ingest;
