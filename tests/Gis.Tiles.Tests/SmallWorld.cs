using Gis.Testing;

namespace Gis.Tiles.Tests;

/// <summary>
/// Two places, Chang'an (130102, in Shijiazhuang) and Lunan (130202, in Tangshan), with things, units and alarms in each;
/// the published layer districts and the layer parcels, which is open to grants only.
/// </summary>
internal static class SmallWorld
{
    public const int ChanganParcels = 30;
    public const int LunanParcels = 20;
    public const int ChanganOutfalls = 3;
    public const int LunanOutfalls = 2;

    /// <summary>The tile (z/y/x) that holds the parcels of Chang'an, and the one with those of Lunan.</summary>
    public const string ChanganTile = "10/394/837";
    public const string LunanTile = "10/389/848";

    public static async Task FillAsync(StoreFixture store)
    {
        await store.ExecuteAsync(Layers);
        await store.ExecuteAsync(Things);
        await store.ExecuteAsync(Operations);
    }

    private const string Layers =
        """
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published, max_zoom) VALUES
            ('districts', '区县', 'Districts', 'stored', 'polygon', 'CC0-1.0', 'Test survey', 'made for the test', 'tests', true, 12),
            ('parcels', '地块', 'Parcels', 'stored', 'polygon', 'closed', 'Test survey', 'made for the test', 'tests', false, 14),
            ('unready', '未入库', 'Unready', 'stored', 'polygon', 'closed', 'Test survey', 'no edition yet', 'tests', true, 14);
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, area_code, properties, geom) VALUES
            ('districts', 1, 1, '130102', '长安区', 'Chang''an', '130102', '{"class": "district", "households": 12}', ST_Multi(ST_MakeEnvelope(114.0, 38.0, 115.0, 39.0, 4490))),
            ('districts', 1, 2, '130202', '路南区', 'Lunan', '130202', '{"class": "district"}', ST_Multi(ST_MakeEnvelope(118.0, 39.0, 118.5, 40.0, 4490)));
        INSERT INTO layer_feature (layer, edition, id, code, area_code, rank, geom)
        SELECT 'parcels', 1, n, 'C' || n, '130102', 10, ST_Multi(ST_MakeEnvelope(114.5 + n * 0.001, 38.05, 114.501 + n * 0.001, 38.051, 4490)) FROM generate_series(1, 30) n;
        INSERT INTO layer_feature (layer, edition, id, code, area_code, rank, geom)
        SELECT 'parcels', 1, 100 + n, 'L' || n, '130202', 10, ST_Multi(ST_MakeEnvelope(118.15 + n * 0.001, 39.63, 118.151 + n * 0.001, 39.631, 4490)) FROM generate_series(1, 20) n;
        INSERT INTO layer_feature (layer, edition, id, code, area_code, rank, geom) VALUES ('parcels', 1, 500, 'nowhere', NULL, 10, ST_Multi(ST_MakeEnvelope(116, 38, 116.001, 38.001, 4490)));
        SELECT generalise_layer('districts', 1);
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat) VALUES
            ('districts', 1, 'made for the test', 'tests', 2, 114, 38, 118.5, 40),
            ('parcels', 1, 'made for the test', 'tests', 51, 114.501, 38, 118.171, 39.631);
        UPDATE layer SET edition = 1 WHERE id IN ('districts', 'parcels');
        UPDATE layer SET published = true WHERE id = 'outfalls';
        """;

    private const string Things =
        """
        INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat, properties, origin)
        SELECT 'outfall_water', '排口' || n, 'Outfall ' || n, '130102', 114.5 + n * 0.01, 38.05, jsonb_build_object('enterprise', '企业' || n, 'permit_no', 'P' || n, 'contact', '13800000000'), 'demo' FROM generate_series(1, 3) n;
        INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat, origin)
        SELECT 'outfall_gas', '烟囱' || n, 'Stack ' || n, '130202', 118.15 + n * 0.01, 39.63, 'demo' FROM generate_series(1, 2) n;
        INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES
            ('air_station', '长安站', 'Chang''an station', '130102', 114.53, 38.06), ('air_station', '路南站', 'Lunan station', '130202', 118.17, 39.62),
            ('camera', '摄像头', 'Camera', '130102', 114.51, 38.05), ('water_meter', '水表', 'Meter', '130102', 114.52, 38.05);
        INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat, retired_at) VALUES ('air_station', '旧站', 'Retired station', '130102', 114.54, 38.06, now());
        INSERT INTO thing_alias (scheme, code, thing_id) SELECT 'camera', 'cam-1', id FROM thing WHERE kind = 'camera';
        """;

    private const string Operations =
        """
        INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, base_lon, base_lat) VALUES
            ('mon-01', '监01', '监测一队', 'Monitoring 1', 'monitoring', '130102', 114.5, 38.04), ('fire-02', '消02', '消防二队', 'Fire 2', 'fire', '130202', 118.2, 39.6);
        INSERT INTO latest_position (unit_id, measured_at, lon, lat, received_at) SELECT id, '2026-11-22T06:00:00Z', 114.52, 38.05, now() FROM unit WHERE code = 'mon-01';
        INSERT INTO account (name, display_name) VALUES ('wei', 'Wei');
        INSERT INTO incident (code, title, type_code, area_code, lon, lat, happened_at, reported_at, source, alarm_id, created_by)
        SELECT v.code, v.title, 'water_pollution', v.area, v.lon, v.lat, v.at, v.at, v.source, v.alarm, (SELECT id FROM account)
        FROM (VALUES ('HB-20261122-001', '河水变色', '130102', 114.52, 38.06, '2026-11-22T05:00:00Z'::timestamptz, 'call', NULL::bigint),
                     ('HB-20261122-002', NULL, '130202', 118.16, 39.63, '2026-11-21T05:00:00Z', 'alarm', 2)) v (code, title, area, lon, lat, at, source, alarm);
        INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, phenomenon_time, value, limit_value, ratio, origin)
        SELECT v.alarm, v.change, v.at, (SELECT min(id) FROM thing WHERE area_code = v.area AND kind LIKE 'outfall%'), v.area, 'w01018', 'over_limit', v.severity, v.at, 90, 50, 1.8, 'demo'
        FROM (VALUES (1, 'raised', '2026-11-22T05:00:00Z'::timestamptz, '130102', 'blue'), (1, 'updated', '2026-11-22T06:00:00Z', '130102', 'orange'),
                     (2, 'raised', '2026-11-21T05:00:00Z', '130202', 'yellow'), (3, 'raised', '2026-11-20T05:00:00Z', '130202', 'blue'), (3, 'cleared', '2026-11-20T09:00:00Z', '130202', 'blue'))
             v (alarm, change, at, area, severity);
        """;
}
