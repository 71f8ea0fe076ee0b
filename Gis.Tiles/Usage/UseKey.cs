using Gis.Tiles.Access;

namespace Gis.Tiles.Usage;

/// <summary>Under which the use of layers is added up.</summary>
/// <param name="Day">Of Beijing.</param>
/// <param name="Account">0: without sign-in.</param>
internal readonly record struct UseKey(string Layer, DateOnly Day, long Account)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static UseKey Of(string layer, Viewer viewer, DateTimeOffset now) =>
        new(layer, DateOnly.FromDateTime(now.ToOffset(Beijing).DateTime), viewer.Account ?? 0);
}
