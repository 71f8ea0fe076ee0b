using Gis.Tiles.Filters;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>What a caller wants of a set of entities, or of those inside others.</summary>
internal sealed record StaOptions
{
    public const int DefaultTop = 100;
    public const int MostTop = 1_000;
    public const int MostSkip = 10_000;

    public Expression? Filter { get; init; }

    /// <summary>Null for all properties and links.</summary>
    public IReadOnlyList<string>? Select { get; init; }

    public IReadOnlyList<Expansion> Expand { get; init; } = [];

    public IReadOnlyList<OrderKey> Order { get; init; } = [];

    public int Top { get; init; } = DefaultTop;

    public int Skip { get; init; }

    public bool Count { get; init; }

    /// <summary>Where the page before ended.</summary>
    public SkipToken? After { get; init; }

    public bool IsDataArray { get; init; }

    /// <summary>The options as written, but for those that say which page it is.</summary>
    public string Written { get; init; } = "";

    public bool Selects(string name) => Select is null || Select.Contains(name);

    /// <summary>Newest first, of all there is: the question that the newest values answer.</summary>
    public bool IsNewestFirst => Filter is null && After is null && Skip == 0 && Order is [{ IsDescending: true, Reference.Name: "phenomenonTime" }];
}
