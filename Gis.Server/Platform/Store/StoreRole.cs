namespace Gis.Server.Platform.Store;

/// <summary>The database roles: one that owns the schema, and one per part with just its grants.</summary>
public static class StoreRole
{
    public const string Owner = "gis_owner";
    public const string Ingest = "gis_ingest";
    public const string Tiles = "gis_tiles";
    public const string Command = "gis_command";

    public static IReadOnlyList<string> OfParts { get; } = [Ingest, Tiles, Command];

    public static IReadOnlyList<string> All { get; } = [Owner, Ingest, Tiles, Command];
}
