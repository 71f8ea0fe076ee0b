-- When a session was last used, to within five minutes. A standby only reads.
CREATE OR REPLACE FUNCTION find_session(hash bytea)
RETURNS TABLE (account_id bigint, name text, display_name text, kind text, expires_at timestamptz, grants_version bigint, role text, area_code text, layers text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT pg_is_in_recovery() THEN
        UPDATE session s SET last_seen_at = now()
        WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now() AND s.kind IN ('browser', 'api')
          AND (s.last_seen_at IS NULL OR s.last_seen_at < now() - interval '5 minutes');
    END IF;

    RETURN QUERY
    SELECT a.id, a.name, a.display_name, s.kind, s.expires_at, a.grants_version, g.role, g.area_code, g.layers
    FROM session s
    JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
    LEFT JOIN account_grant g ON g.account_id = a.id AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
    WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now() AND s.kind IN ('browser', 'api');
END $$;
