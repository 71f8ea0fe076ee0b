namespace Gis.Server.Things.Import;

/// <summary>What a registration did: ids by the field's names, and how many were new.</summary>
internal sealed record Registered(IReadOnlyList<RegisteredItem> Things, IReadOnlyList<RegisteredItem> Units, int Created, int Updated);

/// <summary>One thing or unit that is registered now.</summary>
internal sealed record RegisteredItem(long Id, string Scheme, string Code, bool Created);
