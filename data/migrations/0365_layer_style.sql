-- How layers are drawn: styles of the layers that hold their vector tiles or pictures, in the words of the MapLibre style specification (version 8).
-- Every version stays, with who wrote it and when.
CREATE TABLE layer_style (
    layer      text        NOT NULL REFERENCES layer,
    style      text        NOT NULL CHECK (style ~ '^[a-z0-9][a-z0-9_-]{0,62}$' AND style <> 'default'),   -- 'default' names whichever is the default
    version    integer     NOT NULL DEFAULT 1,
    title_zh   text        NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 200),
    title_en   text        NOT NULL CHECK (length(title_en) BETWEEN 1 AND 200),
    is_default boolean     NOT NULL,
    drawing    json        NOT NULL,                          -- the style's layers, without sources; json keeps the order in which they were written
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id bigint,
    actor      text        NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (layer, style)
);
CREATE UNIQUE INDEX layer_style_default ON layer_style (layer) WHERE is_default AND retired_at IS NULL;

CREATE TABLE layer_style_version (
    layer      text        NOT NULL,
    style      text        NOT NULL,
    version    integer     NOT NULL,
    title_zh   text        NOT NULL,
    title_en   text        NOT NULL,
    drawing    json        NOT NULL,
    changed_at timestamptz NOT NULL,
    account_id bigint,
    actor      text        NOT NULL,
    retired    boolean     NOT NULL,
    PRIMARY KEY (layer, style, version),
    FOREIGN KEY (layer, style) REFERENCES layer_style
);
GRANT SELECT ON layer_style, layer_style_version TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer_style TO gis_tiles;
GRANT INSERT ON layer_style_version TO gis_tiles;

CREATE FUNCTION keep_layer_style_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO layer_style_version (layer, style, version, title_zh, title_en, drawing, changed_at, account_id, actor, retired)
    VALUES (NEW.layer, NEW.style, NEW.version, NEW.title_zh, NEW.title_en, NEW.drawing, NEW.changed_at, NEW.account_id, NEW.actor, NEW.retired_at IS NOT NULL)
    ON CONFLICT DO NOTHING;                                   -- the default alone moved: no version of its own
    RETURN NULL;
END $$;
CREATE TRIGGER layer_style_kept AFTER INSERT OR UPDATE ON layer_style FOR EACH ROW EXECUTE FUNCTION keep_layer_style_version();
