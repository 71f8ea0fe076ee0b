using System.Globalization;
using Gis.Benchmarks.Tiles;
using Gis.Server.Platform.Store;
using Gis.Testing;

namespace Gis.Benchmarks.Peers;

/// <summary>What MapServer is told: the layers of the province as vector tiles from the EPSG:3857 twin, and the parcels as features; connections are kept open.</summary>
internal static class MapFile
{
    private const string Columns = "id, code, name_zh, name_en, area_code, properties";

    public static string Tiles(StoreFixture store) =>
        $"""
        MAP
          NAME "tiles"
          SIZE 256 256
          PROJECTION "init=epsg:3857" END
          OUTPUTFORMAT
            NAME "mvt"
            DRIVER MVT
            FORMATOPTION "EXTENT=4096"
            FORMATOPTION "EDGE_BUFFER=64"
          END
        {Layer(store, "parcels", "POLYGON", "geom_3857", 3857)}
        {Layer(store, "roads", "LINE", "geom_3857", 3857)}
        {Layer(store, "points", "POINT", "geom_3857", 3857)}
        END

        """;

    public static string Features(StoreFixture store) =>
        $"""
        MAP
          NAME "features"
          EXTENT {Extent}
          PROJECTION "init=epsg:4490" END
          WEB METADATA "oga_title" "features" "oga_onlineresource" "http://127.0.0.1/mapserv/features" "oga_enable_request" "*" END END
        {Layer(store, "parcels", "POLYGON", "geom", 4490)}
        END

        """;

    /// <summary>The names by which map files are asked for.</summary>
    public static string Names(string folder) =>
        $"""
        CONFIG
          MAPS
            tiles "{folder}/tiles.map"
            features "{folder}/features.map"
          END
        END

        """;

    private static string Extent => string.Create(CultureInfo.InvariantCulture, $"{ProvinceWorld.West} {ProvinceWorld.South} 119.8 42.6");

    private static string Layer(StoreFixture store, string name, string type, string column, int srid)
    {
        var settings = store.Settings;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
              LAYER
                NAME "{name}"
                TYPE {type}
                STATUS ON
                CONNECTIONTYPE POSTGIS
                CONNECTION "host={settings.Address.Host} port={settings.Address.Port} dbname={settings.Database} user={StoreRole.Tiles} password={settings.PasswordOf(StoreRole.Tiles)}"
                PROCESSING "CLOSE_CONNECTION=DEFER"
                DATA "{column} from (select {Columns}, {column} from layer_feature_{name}) as t using unique id using srid={srid}"
                PROJECTION "init=epsg:{srid}" END
                {(srid == 4490 ? $"EXTENT {Extent}" : "")}
                METADATA "oga_title" "{name}" "oga_enable_request" "*" "gml_featureid" "id" "gml_include_items" "all" "gml_exclude_items" "id" END
                TEMPLATE "unused"
              END
            """);
    }
}
