namespace Gis.Server.ReadModel;

/// <summary>One kind of incident.</summary>
internal sealed record IncidentType(
    string Code, string NameZh, string NameEn, IReadOnlyList<string> SuitedKinds,
    [property: Words(Vocabulary.ThingKind)] IReadOnlyList<string> ThingKinds);
