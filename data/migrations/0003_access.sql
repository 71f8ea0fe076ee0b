-- Who is who, and who may do what where. Accounts, grants on nodes of the area tree, sessions and tokens as rows: hashed, expiring, revocable.
-- Secrets are readable by the command part only; the other parts ask find_session().
CREATE TABLE account (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
    display_name   text        NOT NULL,
    password_hash  text,                                   -- ASP.NET Core PasswordHasher; null = cannot sign in by password
    language       text        CHECK (language IN ('zh', 'en')),
    grants_version bigint      NOT NULL DEFAULT 1,         -- rises with every change of its grants; part of cache keys
    created_at     timestamptz NOT NULL DEFAULT now(),
    disabled_at    timestamptz
);

CREATE TABLE account_grant (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    role       text        NOT NULL CHECK (role IN ('inspector', 'commander', 'officer', 'administrator', 'guest')),
    area_code  text        NOT NULL,
    layers     text[],                                     -- null = all that the role may see; a guest's token may name a few
    granted_by bigint      REFERENCES account,
    valid_from timestamptz NOT NULL DEFAULT now(),
    valid_to   timestamptz                                 -- null = until revoked
);
CREATE INDEX account_grant_account ON account_grant (account_id);

CREATE FUNCTION bump_grants_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE account SET grants_version = grants_version + 1 WHERE id IN (NEW.account_id, OLD.account_id);
    RETURN NULL;
END $$;
CREATE TRIGGER account_grant_changed AFTER INSERT OR UPDATE OR DELETE ON account_grant
    FOR EACH ROW EXECUTE FUNCTION bump_grants_version();

CREATE TABLE session (
    token_hash   bytea       PRIMARY KEY CHECK (length(token_hash) = 32),   -- SHA-256 of the token; the token itself is nowhere
    account_id   bigint      NOT NULL REFERENCES account,
    kind         text        NOT NULL CHECK (kind IN ('browser', 'api', 'sign_in_link')),
    label        text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_seen_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE sign_in_attempt (
    name       text        NOT NULL,
    address    text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    succeeded  boolean     NOT NULL
);
CREATE INDEX sign_in_attempt_recent ON sign_in_attempt (name, at);
CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address, at);

-- One MQTT user per device or gateway. hash is mosquitto's own form ($7$iterations$salt$hash, PBKDF2-HMAC-SHA512).
CREATE TABLE device_credential (
    user_name  text        PRIMARY KEY CHECK (user_name ~ '^[A-Za-z0-9._:-]{1,64}$'),
    hash       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

-- The standing of a token right now; no row when unknown, expired, revoked or disabled. The answer is one row a grant.
-- in: SHA-256 of the token    out: account, role, area, layers; role is null when the account holds no valid grant
CREATE FUNCTION find_session(hash bytea)
RETURNS TABLE (account_id bigint, name text, display_name text, kind text, expires_at timestamptz, grants_version bigint, role text, area_code text, layers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id, a.name, a.display_name, s.kind, s.expires_at, a.grants_version, g.role, g.area_code, g.layers
    FROM session s
    JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
    LEFT JOIN account_grant g ON g.account_id = a.id AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
    WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now() AND s.kind IN ('browser', 'api')
$$;
REVOKE ALL ON FUNCTION find_session(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_session(bytea) TO gis_ingest, gis_tiles, gis_command;

GRANT SELECT, INSERT, UPDATE ON account, account_grant, session, device_credential TO gis_command;
GRANT SELECT, INSERT, DELETE ON sign_in_attempt TO gis_command;
