namespace Gis.Tiles.Usage;

/// <summary>Use added up.</summary>
/// <param name="Requests">Answers with features or tiles.</param>
/// <param name="Tiles">Of these, tiles.</param>
/// <param name="Features">Given as features; what stands in tiles is not counted.</param>
/// <param name="Bytes">Of bodies, before a page is compressed on its way.</param>
internal sealed record UsageSum(long Requests, long Tiles, long Features, long Bytes);

/// <summary>The use of one day (of Beijing).</summary>
internal sealed record UsageDay(DateOnly Day, UsageSum Sum);

/// <summary>The use by one account; null, null and no name where nobody signed in.</summary>
/// <param name="LastEdition">The newest edition that it read.</param>
internal sealed record UsageAccount(long? Account, string? Name, string? DisplayName, UsageSum Sum, int LastEdition, DateTimeOffset LastAt);

/// <summary>Who used a layer from one day to another, both included: by day, and by account, those who used it most first.</summary>
internal sealed record LayerUsage(string Layer, DateOnly From, DateOnly To, UsageSum Total, IReadOnlyList<UsageDay> Days, IReadOnlyList<UsageAccount> Accounts);
