-- The graphs that routes and traces run on. Written by the command part at set-up or import; geometry for drawing stands in the layers.
CREATE TABLE road_node (
    id  bigint PRIMARY KEY,
    lon float8 NOT NULL,
    lat float8 NOT NULL
);
CREATE TABLE road_edge (
    id         bigint PRIMARY KEY,
    from_node  bigint NOT NULL REFERENCES road_node,
    to_node    bigint NOT NULL REFERENCES road_node,   -- edges are driven both ways
    road_class text   NOT NULL,
    length_m   float8 NOT NULL CHECK (length_m > 0),
    speed_mps  float8 NOT NULL CHECK (speed_mps > 0),
    geom       geometry(LineString, 4490) NOT NULL     -- from from_node to to_node
);
-- One reach of a river, drawn in the direction of flow.
CREATE TABLE river_reach (
    id        bigint PRIMARY KEY,
    name_zh   text,
    name_en   text,
    from_node bigint NOT NULL,
    to_node   bigint NOT NULL,
    length_m  float8 NOT NULL CHECK (length_m > 0),
    geom      geometry(LineString, 4490) NOT NULL
);
CREATE INDEX river_reach_from ON river_reach (from_node);
CREATE INDEX river_reach_geom ON river_reach USING gist (geom);

GRANT SELECT ON road_node, road_edge, river_reach TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE, DELETE ON road_node, road_edge, river_reach TO gis_command;
