using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;

namespace Gis.Server.Platform;

/// <summary>Which parts this process opens; all of them unless <c>Parts</c> says otherwise.</summary>
internal sealed record GisParts(bool Ingest, bool Tiles, bool Command)
{
    public const string IngestName = "ingest";
    public const string TilesName = "tiles";
    public const string CommandName = "command";

    private static readonly string[] Known = [IngestName, TilesName, CommandName];

    /// <summary>The open parts by name, each with the database role it enters the store with.</summary>
    public IReadOnlyList<(string Part, string Role)> Named { get; } =
    [
        .. Command ? [(CommandName, StoreRole.Command)] : Array.Empty<(string, string)>(),
        .. Tiles ? [(TilesName, StoreRole.Tiles)] : Array.Empty<(string, string)>(),
        .. Ingest ? [(IngestName, StoreRole.Ingest)] : Array.Empty<(string, string)>(),
    ];

    public static GisParts From(IConfiguration configuration)
    {
        var names = (configuration["Parts"] ?? string.Join(',', Known))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || names.Except(Known).FirstOrDefault() is { })
        {
            throw new CommandFailedException($"--parts {string.Join(',', names)} is not understood; accepted is a list of {string.Join(", ", Known)}.");
        }

        return new GisParts(names.Contains(IngestName), names.Contains(TilesName), names.Contains(CommandName));
    }
}
